package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.FloatText;
import dev.trivium.core.io.Reason;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code text embed}. */
@Command(
    name = "embed",
    description = "Turns texts into vectors: one a line, in the order of the texts.",
    sortOptions = false)
final class EmbedCommand implements Callable<Integer> {
  private final Stages stages;

  @Mixin private EncoderOption encoders = new EncoderOption("minilm");

  @Option(
      names = "--in",
      paramLabel = "FILE",
      required = true,
      description = "The texts, one a line, UTF-8; - is standard input. An empty line is a text.")
  private String in = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "Where the vectors are written: numbers separated by blanks, a vector a line; - for standard output. An"
              + " older file is replaced once they are whole.")
  private String out = "";

  @Mixin private SentenceOptions sentences = new SentenceOptions();

  @Spec private @Nullable CommandSpec spec;

  EmbedCommand(Stages stages) {
    this.stages = stages;
  }

  @Override
  public Integer call() {
    Path file = OutFile.text(out);
    boolean words = CorpusEncoders.isWords(encoders.name());
    if (encoders.plain()) {
      requireUsed(words);
    }
    LineBlocks texts = new LineBlocks(in);
    try (Embedder<String> encoder = opened(learnt(texts), words)) {
      return stages.stage(
          "embed " + (in.equals("-") ? "standard input" : Path.of(in).getFileName()),
          progress -> {
            OutFile.write(file, to -> embed(texts, encoder, to, progress));
            return 0;
          });
    }
  }

  /** Refuses and tells of what is for a sentence transformer, which the encoder is not. */
  private void requireUsed(boolean words) {
    if (sentences.given()) {
      throw new UsageException(
          "--encoder is '%s', which has no prompt, length or cut; leave these options out"
              .formatted(encoders.name()));
    }
    List<String> unused =
        words ? List.of("--batch-tokens") : List.of("--pooling", "--batch-tokens");
    Options.tellUnused(spec, List.of(encoders.name()), unused, stages);
  }

  private Embedder<String> opened(List<String> learnt, boolean words) {
    if (words && sentences.words() == SentenceOptions.WordPooling.MEAN) {
      return stages.stage(
          "open " + encoders.name(), progress -> CorpusEncoders.mean(encoders.name()));
    }
    return encoders.open(learnt, stages, sentences::change);
  }

  /** All texts, for an encoder that learns from them. */
  private List<String> learnt(LineBlocks texts) {
    if (!encoders.learns()) {
      return List.of();
    }
    if (!texts.again()) {
      throw new UsageException(
          "--encoder is '%s', which reads the texts twice; give a file with --in"
              .formatted(encoders.name()));
    }
    List<String> all = new ArrayList<>();
    try {
      texts.forEach(Progress.NONE, all::addAll);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + in + ": " + Reason.of(e), e);
    }
    return all;
  }

  private static void embed(
      LineBlocks texts, Embedder<String> encoder, OutputStream to, Progress progress)
      throws IOException {
    texts.forEach(progress, block -> write(encoder.embed(block), to));
  }

  private static void write(Matrix rows, OutputStream to) throws IOException {
    byte[] line = new byte[Math.multiplyExact(rows.columns(), FloatText.LONGEST + 1)];
    for (int r = 0; r < rows.rows(); r++) {
      int end = 0;
      for (int c = 0; c < rows.columns(); c++) {
        end = FloatText.write(rows.get(r, c), line, end);
        line[end++] = (byte) (c + 1 < rows.columns() ? ' ' : '\n');
      }
      to.write(line, 0, end);
    }
  }
}
