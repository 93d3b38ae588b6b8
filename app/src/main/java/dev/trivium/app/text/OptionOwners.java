package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which models heed which options of {@code text train}; others would pass them over in silence.
 */
final class OptionOwners {
  private static final String WORD2VEC = "word2vec";
  private static final String FASTTEXT = "fasttext";
  private static final String GLOVE = "glove";
  private static final String DOC2VEC = "doc2vec";

  private static final List<Owned> OWNED =
      List.of(
          new Owned("--mode", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--loss", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--window", WORD2VEC, FASTTEXT, GLOVE, DOC2VEC),
          new Owned("--negatives", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--sample", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--epochs", WORD2VEC, FASTTEXT, GLOVE, DOC2VEC),
          new Owned("--rate", WORD2VEC, FASTTEXT, GLOVE, DOC2VEC),
          new Owned("--repeatable", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--phrases", WORD2VEC, FASTTEXT, GLOVE),
          new Owned("--from", WORD2VEC),
          new Owned("--min-n", FASTTEXT),
          new Owned("--max-n", FASTTEXT),
          new Owned("--buckets", FASTTEXT));

  private OptionOwners() {}

  private record Owned(String option, List<String> models) {
    Owned(String option, String... models) {
      this(option, List.of(models));
    }

    String owners() {
      int last = models.size() - 1;
      return last == 0
          ? models.get(0) + " alone"
          : String.join(", ", models.subList(0, last)) + " and " + models.get(last);
    }
  }

  /** Refuses options that are given and that a model does not have. */
  static void require(@Nullable CommandSpec command, String model) {
    for (Owned owned : OWNED) {
      if (!owned.models.contains(model)) {
        Options.refuse(command, "is for --model " + owned.owners(), owned.option);
      }
    }
  }
}
