package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/** Steps down the gradient of one document's loss, for one thread. */
final class ParagraphUpdate {
  private final Rows words;
  private final Rows contexts;
  private final float[] keep;
  private final Noise noise;
  private final FastRandom random;
  private final boolean learnsWords;
  private final boolean bag;
  private final int window;
  private final float[] input;
  private final float[] step;
  private final float[] errors;
  private final int[] rows;
  private int[] kept = new int[128];

  ParagraphUpdate(
      SkipGramSettings settings,
      Rows words,
      Rows contexts,
      float[] keep,
      Noise noise,
      FastRandom random,
      boolean learnsWords) {
    this.words = words;
    this.contexts = contexts;
    this.keep = keep;
    this.noise = noise;
    this.random = random;
    this.learnsWords = learnsWords;
    this.bag = settings.mode() == SkipGramSettings.Mode.CBOW;
    this.window = settings.window();
    this.input = new float[contexts.stride()];
    this.step = new float[contexts.stride()];
    this.errors = new float[1 + settings.negatives()];
    this.rows = new int[errors.length];
  }

  /** One pass over a document, whose vector is row {@code d}. */
  void document(Rows documents, int d, int[] ids, float rate) {
    int length = thin(ids);
    for (int i = 0; i < length; i++) {
      if (bag) {
        bag(documents, d, i, length, rate);
      } else {
        alone(documents, d, i, rate);
      }
    }
  }

  private int thin(int[] ids) {
    if (kept.length < ids.length) {
      kept = new int[ids.length];
    }
    int n = 0;
    for (int id : ids) {
      if (keep.length == 0 || keep[id] >= 1 || random.nextFloat() < keep[id]) {
        kept[n++] = id;
      }
    }
    return n;
  }

  /** PV-DBOW of one id. */
  private void alone(Rows documents, int d, int center, float rate) {
    System.arraycopy(documents.array(), documents.of(d), input, 0, input.length);
    learn(center, rate);
    Vectors.axpy(1, step, 0, documents.array(), documents.of(d), input.length);
  }

  /** PV-DM of one id. */
  private void bag(Rows documents, int d, int center, int length, float rate) {
    int width = 1 + random.nextInt(window);
    int first = Math.max(0, center - width);
    int last = Math.min(length - 1, center + width);
    float share = 1f / (last - first + 1); // those around it, and the document in its place
    Arrays.fill(input, 0);
    Vectors.axpy(share, documents.array(), documents.of(d), input, 0, input.length);
    for (int i = first; i <= last; i++) {
      if (i != center) {
        Vectors.axpy(share, words.array(), words.of(kept[i]), input, 0, input.length);
      }
    }
    learn(center, rate);
    Vectors.axpy(1, step, 0, documents.array(), documents.of(d), input.length);
    for (int i = first; learnsWords && i <= last; i++) {
      if (i != center) {
        Vectors.axpy(1, step, 0, words.array(), words.of(kept[i]), input.length);
      }
    }
  }

  /** Tells an id from noise by the input: moves the contexts, and sets the step of the input. */
  private void learn(int center, float rate) {
    int drawn = noise.drawFor(kept[center]);
    for (int k = 0; k < drawn; k++) {
      rows[k] = contexts.of(noise.targets()[k]);
    }
    Vectors.dots(input, 0, contexts.array(), rows, drawn, input.length, errors, 0);
    Vectors.sigmoid(-rate, errors, 0, drawn);
    errors[0] += rate;
    Arrays.fill(step, 0);
    Vectors.combine(errors, 0, 1, contexts.array(), rows, drawn, step, 0, input.length);
    for (int k = 0; learnsWords && k < drawn; k++) {
      Vectors.axpy(errors[k], input, 0, contexts.array(), rows[k], input.length);
    }
  }
}
