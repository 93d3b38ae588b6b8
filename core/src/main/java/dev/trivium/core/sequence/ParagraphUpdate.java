package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/** Steps down the gradient of one document's loss, for one thread. */
final class ParagraphUpdate {
  /** Ids of a document that share their noise. */
  private static final int GROUP = 4;

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
  private final int[] targets;
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
    this.errors = new float[GROUP + settings.negatives()];
    this.targets = new int[errors.length];
    this.rows = new int[errors.length];
  }

  /** One pass over a document, whose vector is row {@code d}. */
  void document(Rows documents, int d, int[] ids, float rate) {
    int length = thin(ids);
    if (bag) {
      for (int i = 0; i < length; i++) {
        middle(documents, d, i, length, rate);
      }
    } else {
      for (int i = 0; i < length; i += GROUP) {
        group(documents, d, i, Math.min(GROUP, length - i), rate);
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

  /** PV-DBOW of a few ids at once. */
  private void group(Rows documents, int d, int from, int count, float rate) {
    System.arraycopy(documents.array(), documents.of(d), input, 0, input.length);
    learn(from, count, rate);
    Vectors.axpy(1, step, 0, documents.array(), documents.of(d), input.length);
  }

  /** PV-DM of one id. */
  private void middle(Rows documents, int d, int center, int length, float rate) {
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
    learn(center, 1, rate);
    Vectors.axpy(1, step, 0, documents.array(), documents.of(d), input.length);
    for (int i = first; learnsWords && i <= last; i++) {
      if (i != center) {
        Vectors.axpy(1, step, 0, words.array(), words.of(kept[i]), input.length);
      }
    }
  }

  /** Tells ids of {@code kept} from noise by the input: moves the contexts, and sets the step. */
  private void learn(int from, int count, float rate) {
    int drawn = targets(from, count);
    Vectors.dots(input, 0, contexts.array(), rows, drawn, input.length, errors, 0);
    for (int k = 0; k < drawn; k++) {
      float sigmoid = Sigmoid.of(errors[k]);
      errors[k] = rate * (k < count ? 1 - sigmoid : -sigmoid * strangers(targets[k], count));
    }
    Arrays.fill(step, 0);
    Vectors.combine(errors, 0, 1, contexts.array(), rows, drawn, step, 0, input.length);
    for (int k = 0; learnsWords && k < drawn; k++) {
      Vectors.axpy(errors[k], input, 0, contexts.array(), rows[k], input.length);
    }
  }

  /** The ids and their noise. */
  private int targets(int from, int count) {
    System.arraycopy(kept, from, targets, 0, count);
    int drawn = noise.drawFor(kept[from]);
    System.arraycopy(noise.targets(), 1, targets, count, drawn - 1);
    int all = count + drawn - 1;
    for (int k = 0; k < all; k++) {
      rows[k] = contexts.of(targets[k]);
    }
    return all;
  }

  /** To how many of the ids a noise id is noise: to those that it is not. */
  private int strangers(int noiseId, int count) {
    int strangers = count;
    for (int k = 0; k < count; k++) {
      strangers -= targets[k] == noiseId ? 1 : 0;
    }
    return strangers;
  }
}
