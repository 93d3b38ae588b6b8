package dev.trivium.app.text;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Which models use which options of {@code text train}; none is passed over in silence. */
final class OptionOwners {
  private static final String WORD2VEC = "word2vec";
  private static final String FASTTEXT = "fasttext";
  private static final String GLOVE = "glove";
  private static final String DOC2VEC = "doc2vec";
  private static final String TFIDF = "tfidf";

  /** What one command line may have for any model; where it is not used, that is told. */
  private static final List<Owned> COMMON =
      List.of(
          new Owned("--mode", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--loss", WORD2VEC, FASTTEXT),
          new Owned("--window", WORD2VEC, FASTTEXT, GLOVE, DOC2VEC),
          new Owned("--negatives", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--sample", WORD2VEC, FASTTEXT, DOC2VEC),
          new Owned("--epochs", WORD2VEC, FASTTEXT, GLOVE, DOC2VEC),
          new Owned("--from", WORD2VEC));

  /** What is refused by other models. */
  private static final List<Owned> OWN =
      List.of(
          new Owned("--rate", WORD2VEC, FASTTEXT, GLOVE, DOC2VEC),
          new Owned(
              "--repeatable", WORD2VEC, FASTTEXT, DOC2VEC, GLOVE, TFIDF), // the last two always
          new Owned("--phrases", WORD2VEC, FASTTEXT, GLOVE),
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

  /** Refuses the options of other models, and tells of those that the model does not use. */
  static void require(
      @Nullable CommandSpec command, String model, TrainingOptions training, Stages stages) {
    for (Owned owned : OWN) {
      if (!owned.models.contains(model)) {
        Options.refuse(command, "is for --model " + owned.owners(), owned.option);
      }
    }
    List<String> unused = new ArrayList<>();
    for (Owned owned : COMMON) {
      if (!owned.models.contains(model)) {
        unused.add(owned.option);
      }
    }
    String chosen = model;
    if (model.equals(DOC2VEC)
        && Options.given(command, "--window")
        && training.mode() == SkipGramSettings.Mode.SKIP_GRAM) {
      chosen += " with --mode skipgram";
      unused.add("--window");
    }
    if (!unused.contains("--loss")
        && Options.given(command, "--negatives")
        && training.loss() == SkipGramSettings.Loss.HIERARCHICAL_SOFTMAX) {
      chosen += " with --loss hs";
      unused.add("--negatives");
    }
    Options.tellUnused(command, List.of(chosen), unused, stages);
  }
}
