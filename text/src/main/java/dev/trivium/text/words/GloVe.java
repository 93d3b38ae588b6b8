package dev.trivium.text.words;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.sequence.SequenceSource;
import dev.trivium.core.sequence.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * GloVe (Pennington, Socher and Manning, <i>GloVe: Global Vectors for Word Representation</i>,
 * EMNLP 2014): counts how often words come within a window of each other, and fits vectors to the
 * logarithms of the counts with AdaGrad (Duchi, Hazan and Singer 2011), each parameter with a rate
 * of its own, as in Stanford's code:
 *
 * <pre>½ Σ f(x_ij)·(w_i·c_j + b_i + b̃_j − log x_ij)², f(x) = min(1, (x/x_max)^α) .</pre>
 *
 * <p>The same bytes for a seed at any number of threads (of one kind of processor). Where Stanford
 * shuffles all pairs, these are shuffled in blocks that share few words, and the blocks in turn;
 * and the products of four pairs are taken at once, before their steps. Counting takes {@link
 * GloVeSettings#memory}, training 4·V·(d rounded up to a multiple of 16) floats for V ids. Cost:
 * tokens × window to count, then about 12·d operations for each pair of ids that was counted in
 * each epoch.
 */
public final class GloVe {
  private final GloVeSettings settings;

  public GloVe(GloVeSettings settings) {
    this.settings = settings;
  }

  /** Trains without a word on the way. */
  public GloVeModel train(SequenceSource source, Path temporary) {
    return train(source, temporary, Progress.NONE, Progress.NONE);
  }

  /**
   * Counts and trains. An interrupt of the calling thread ends it with a {@link
   * java.util.concurrent.CancellationException}, the thread's flag still set.
   *
   * @param source of sequences, of which those of epoch 0 are counted
   * @param temporary a folder in which counts may be kept for as long as this takes; what is put
   *     there is deleted, after a failure too
   * @param counting hears of tokens counted
   * @param training hears of pairs trained
   */
  public GloVeModel train(
      SequenceSource source, Path temporary, Progress counting, Progress training) {
    try (Cooccurrences counts = Cooccurrences.count(source, settings, temporary, counting)) {
      if (counts.blocks().size() == 0) {
        throw new TriviumException(
            "none of the "
                + source.vocabulary()
                + " ids comes beside another in any sequence; give at least one sequence of two");
      }
      GloVeTraining pairs = new GloVeTraining(settings, counts);
      long total = counts.pairs() * settings.epochs();
      Tally tally = new Tally("training", total, training);
      List<Double> losses = new ArrayList<>();
      try (Workers workers = new Workers(settings.threads())) {
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
          pairs.epoch(epoch, workers, tally);
          losses.add(pairs.loss());
        }
      }
      return new GloVeModel(pairs.vectors(), losses, counts.pairs());
    }
  }

  /** What was learnt from a corpus, as a table of its words {@code [words × d]}. */
  public EmbeddingTable table(Corpus corpus, GloVeModel model) {
    return EmbeddingTable.of(
        corpus.words(),
        model.vectors(),
        Provenance.trained("glove", settings.asMap(), settings.seed(), corpus.fingerprint()));
  }
}
