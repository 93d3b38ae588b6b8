package dev.trivium.app.text;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.learn.KMeansSettings;
import dev.trivium.text.documents.BagOfWords;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.tasks.TextClusters;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text cluster}. */
@Command(
    name = "cluster",
    description =
        "Deals texts into clusters, and shows of each the terms that tell it from the others and the"
            + " texts nearest its centre.",
    sortOptions = false)
final class ClusterCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--in",
      paramLabel = "LINES|-",
      required = true,
      description = "The texts, one a line.")
  private String in = "";

  @Option(
      names = "--clusters",
      paramLabel = "K",
      description = "How many clusters to find (${DEFAULT-VALUE}).")
  private int clusters = 10;

  @Option(
      names = "--nearest",
      paramLabel = "N",
      description = "Texts shown of each cluster (${DEFAULT-VALUE}).")
  private int nearest = 3;

  @Option(
      names = "--terms",
      paramLabel = "N",
      description = "Terms shown of each cluster (${DEFAULT-VALUE}).")
  private int terms = 8;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the number of each text's cluster is written, a line each, 0 for none.")
  private @Nullable String out;

  @Mixin private EncoderOption encoder = new EncoderOption();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the first centres are drawn from (${DEFAULT-VALUE}).")
  private long seed = 1;

  ClusterCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    KMeansSettings settings = Options.checked(() -> KMeansSettings.of(clusters, seed));
    Path path = out == null ? null : OutFile.file(out);
    List<String> texts = TextFile.lines("--in", in);
    try (Embedder<String> embedder = encoder.open(texts, stages)) {
      TextClusters found =
          stages.stage(
              "cluster",
              progress -> Options.checked(() -> TextClusters.of(embedder.embed(texts), settings)));
      show(texts, found);
      if (path != null) {
        String lines =
            Arrays.stream(found.clusters())
                .mapToObj(c -> (c + 1) + "\n")
                .collect(Collectors.joining());
        AtomicFiles.write(path, file -> file.write(lines.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return 0;
  }

  private void show(List<String> texts, TextClusters found) {
    List<List<String>> telling =
        found.tellingTerms(texts, BagOfWords.fit(texts, TermSettings.DEFAULT), Math.max(0, terms));
    for (int c = 0; c < found.count(); c++) {
      print.printf(
          "cluster %d, %s: %s%n",
          c + 1, Count.of(found.size(c), "text"), String.join(", ", telling.get(c)));
      for (int text : found.nearest(c, Math.max(0, nearest))) {
        print.println("  " + texts.get(text).strip());
      }
    }
    if (found.size(-1) > 0) {
      print.printf(
          "in no cluster, %s, of which nothing is known%n", Count.of(found.size(-1), "text"));
    }
    print.flush();
  }
}
