package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.FastRandom;
import dev.trivium.text.Examples;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import dev.trivium.text.tasks.TextClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a classifier, and hands it over while its encoder is open.
 *
 * @param known what is learnt from
 * @param dev the file by which settings are chosen; null for a tenth of what is known
 * @param candidates the settings to choose from
 * @param terms where the encoder is TF-IDF
 */
record ClassifierLearner(
    Examples.Labels known,
    @Nullable String dev,
    List<LogisticSettings> candidates,
    TermSettings terms,
    EncoderOption encoder,
    Stages stages) {
  /**
   * Learns.
   *
   * @param from what the tenth is drawn from
   */
  <T> T with(long from, Function<TextClassifier, T> use) {
    Examples.Labels learnt = known;
    Examples.Labels other = known;
    if (dev != null) {
      other = ExampleFile.labels("--dev", dev);
    } else if (candidates.size() > 1) {
      int[] order = IntStream.range(0, known.texts().size()).toArray();
      new FastRandom(from).shuffle(order);
      int tenth = (order.length + 9) / 10;
      other = select(Arrays.copyOf(order, tenth));
      learnt = select(Arrays.copyOfRange(order, tenth, order.length));
    }
    if (encoder.name().equals(CorpusEncoders.TF_IDF)) {
      return use.apply(chosen(learnt, other));
    }
    try (Embedder<String> embedder = encoder.open(learnt.texts(), stages)) {
      return use.apply(chosen(embedder, learnt, other));
    }
  }

  private Examples.Labels select(int[] places) {
    return new Examples.Labels(
        Arrays.stream(places).mapToObj(known.texts()::get).toList(),
        Arrays.stream(places).mapToObj(known.labels()::get).toList());
  }

  private TextClassifier chosen(Examples.Labels learnt, Examples.Labels other) {
    return stages.stage(
        "learn from terms",
        progress ->
            TextClassifier.choose(
                TfIdf.fit(learnt.texts(), terms),
                learnt.texts(),
                learnt.labels(),
                other.texts(),
                other.labels(),
                candidates));
  }

  private TextClassifier chosen(
      Embedder<String> embedder, Examples.Labels learnt, Examples.Labels other) {
    return stages.stage(
        "learn from vectors",
        progress ->
            TextClassifier.choose(
                embedder,
                learnt.texts(),
                learnt.labels(),
                other.texts(),
                other.labels(),
                candidates,
                progress));
  }
}
