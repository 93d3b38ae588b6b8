package dev.trivium.app.text;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Word2VecText;
import dev.trivium.text.words.Alignment;
import dev.trivium.text.words.Alignment.Precision;
import dev.trivium.text.words.AlignmentSettings;
import dev.trivium.text.words.BilingualDictionary;
import dev.trivium.text.words.Retrieval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code text align}. */
@Command(
    name = "align",
    description =
        "Brings the words of one language into the space of another, by a rotation learned from a"
            + " dictionary or from words that both spell alike.",
    sortOptions = false)
final class AlignCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--source",
      paramLabel = "PATH",
      required = true,
      description = "The vectors to bring: " + VectorOptions.FORMATS + ".")
  private Path source = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "PATH",
      required = true,
      description = "The vectors that stay, in any of these forms.")
  private Path target = Path.of("");

  @Option(
      names = "--dictionary",
      paramLabel = "FILE",
      description = "Lines 'source target' to learn from.")
  private @Nullable Path dictionary;

  @Option(
      names = "--identical",
      description = "Learns from the words that both spell alike; so it is without --dictionary.")
  private boolean identical;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description =
          "Lines 'source target' to be judged by: prints the share of words whose 1, 5 and 10 best"
              + " answers hold a translation. Identical words among them are not learned from.")
  private @Nullable Path test;

  @Option(
      names = "--refine",
      paramLabel = "N",
      description =
          "Rounds in which the words that find each other are the new dictionary"
              + " (${DEFAULT-VALUE}).")
  private int refine;

  @Option(
      names = "--restrict",
      paramLabel = "N",
      description =
          "Refining and judging look at the N most frequent words of either language"
              + " (${DEFAULT-VALUE}).")
  private int restrict = AlignmentSettings.DEFAULT.candidates();

  @Option(
      names = "--center",
      description =
          "Takes away the mean of each language first; the target then has to be written too, with"
              + " --target-out.")
  private boolean center;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      required = true,
      description =
          "Where the vectors of the source are written, at length 1, in the space of the target. A"
              + " name with an extension is word2vec's text format, - the same on standard output, one"
              + " without is a folder.")
  private String out = "";

  @Option(
      names = "--target-out",
      paramLabel = "PATH",
      description = "Where those of the target are written, at length 1, centred if asked.")
  private @Nullable String targetOut;

  @Mixin private VectorOptions reading = new VectorOptions();

  @Spec private @Nullable CommandSpec spec;

  AlignCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    AlignmentSettings settings = settings();
    Path path = format(out).path(out);
    Path targetPath = targetOut == null ? null : format(targetOut).path(targetOut);
    BilingualDictionary judged = test == null ? null : BilingualDictionary.read(test);
    BilingualDictionary given = dictionary == null ? null : BilingualDictionary.read(dictionary);
    EmbeddingTable from = reading.read(source, stages).table();
    EmbeddingTable to = reading.read(target, stages).table();
    requireWritable(from, out, path);
    if (targetOut != null && targetPath != null) {
      requireWritable(to, targetOut, targetPath);
    }
    BilingualDictionary seeds = given == null ? identical(from, to, judged) : given;
    Alignment alignment =
        stages.stage("align", progress -> Alignment.fit(from, to, seeds, settings));
    if (judged != null) {
      judge(alignment, judged);
    }
    write(alignment.source(), out, path);
    if (targetOut != null && targetPath != null) {
      write(alignment.target(), targetOut, targetPath);
    }
    return 0;
  }

  private AlignmentSettings settings() {
    if (dictionary != null && identical) {
      throw new UsageException("--dictionary and --identical are two ways; give one of them");
    }
    if (center && targetOut == null) {
      throw new UsageException(
          "--center moves the target's vectors too; give --target-out for them, or leave it out");
    }
    if ((out.equals("-") || "-".equals(targetOut)) && (test != null || out.equals(targetOut))) {
      throw new UsageException(
          "--out or --target-out is '-', where other things are told too; give a file for it");
    }
    if (refine < 0) {
      throw new UsageException("--refine is " + refine + "; choose 0 or more, say 5");
    }
    VectorOptions.positive("--restrict", restrict, 20_000);
    if (refine == 0 && test == null) {
      Options.refuse(spec, "is for --refine and --test", "--restrict");
    }
    return Options.checked(
        () ->
            AlignmentSettings.DEFAULT
                .withCenter(center)
                .withRefinements(refine)
                .withCandidates(restrict));
  }

  private static TableFormat format(String out) {
    return OutFile.isFolder(out) ? TableFormat.FOLDER : TableFormat.TEXT;
  }

  private static void requireWritable(EmbeddingTable table, String out, Path path) {
    if (!OutFile.isFolder(out)) {
      Word2VecText.requireIds(table.ids(), path);
    }
  }

  private static BilingualDictionary identical(
      EmbeddingTable from, EmbeddingTable to, @Nullable BilingualDictionary judged) {
    BilingualDictionary all = BilingualDictionary.identical(from, to);
    return judged == null ? all : all.without(judged);
  }

  private void judge(Alignment alignment, BilingualDictionary judged) {
    for (Retrieval retrieval : Retrieval.values()) {
      Precision p =
          stages.stage(
              "translate by " + retrieval, progress -> alignment.evaluate(judged, retrieval));
      print.printf(
          Locale.ROOT,
          "%-6s precision@1 %.4f  @5 %.4f  @10 %.4f  %s, %d without an answer%n",
          retrieval,
          p.at1(),
          p.at5(),
          p.at10(),
          Count.of(p.words(), "word"),
          p.missing());
    }
    print.flush();
  }

  private void write(EmbeddingTable table, String out, Path path) {
    stages.stage(
        "write " + OutFile.name(path),
        progress -> {
          format(out).write(table, path, progress);
          return path;
        });
  }
}
