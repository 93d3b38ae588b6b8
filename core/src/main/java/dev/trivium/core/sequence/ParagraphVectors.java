package dev.trivium.core.sequence;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Vectors of whole sequences, learnt with those of their ids (Le and Mikolov, <i>Distributed
 * representations of sentences and documents</i>, ICML 2014), by negative sampling. In {@link
 * SkipGramSettings.Mode#SKIP_GRAM} each id is told from noise by the vector of its document
 * (PV-DBOW); in {@link SkipGramSettings.Mode#CBOW} by the mean of it and of the vectors of the ids
 * around (PV-DM).
 *
 * <p>Repeatable training takes one thread; otherwise several write to the same vectors without
 * locks. Memory: a row a document, one an id for PV-DBOW, two for PV-DM. Cost of PV-DBOW: {@code
 * 3·(negatives + 1)·dimension} multiply-adds an id.
 */
public final class ParagraphVectors {
  private final SkipGramSettings settings;

  public ParagraphVectors(SkipGramSettings settings) {
    this.settings = settings;
  }

  /**
   * Trains. An interrupt of the calling thread ends it with a {@link
   * java.util.concurrent.CancellationException}.
   *
   * @param vocabulary how many ids there are
   * @param documents the ids of each, in their order
   */
  public ParagraphModel train(int vocabulary, List<int[]> documents, Progress progress) {
    ParagraphModel.requireKnown(documents, vocabulary);
    long[] counts = new long[vocabulary];
    long all = 0;
    for (int[] document : documents) {
      for (int id : document) {
        counts[id]++;
      }
      all += document.length;
    }
    if (all == 0) {
      throw new TriviumException(
          "none of the %d documents has an id; give at least one that has"
              .formatted(documents.size()));
    }
    ParagraphModel model = ParagraphModel.beginning(settings, counts, documents);
    TrainingClock clock =
        new TrainingClock(settings, all * settings.epochs(), progress, model.documentRows());
    int threads = settings.repeatable() ? 1 : settings.threads();
    List<Callable<Void>> pieces = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int shard = t;
      pieces.add(
          () -> {
            train(model, documents, clock, shard, threads);
            return null;
          });
    }
    try (Workers workers = new Workers(threads)) {
      workers.run(pieces);
    }
    clock.finish();
    return model;
  }

  private void train(
      ParagraphModel model, List<int[]> documents, TrainingClock clock, int shard, int shards) {
    int from = (int) ((long) documents.size() * shard / shards);
    int to = (int) ((long) documents.size() * (shard + 1) / shards);
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      FastRandom random = FastRandom.of(settings.seed(), epoch, shard, -5L - shards);
      ParagraphUpdate update = model.update(random, true);
      for (int d = from; d < to; d++) {
        int[] document = documents.get(d);
        update.document(model.documentRows(), d, document, clock.rate());
        clock.advance(document.length);
      }
    }
  }
}
