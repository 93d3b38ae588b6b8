package dev.trivium.core.sequence;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Vectors;
import java.util.Arrays;

/** Steps down the gradient of one document's loss, for one thread. */
final class ParagraphUpdate {
  private final Rows words;
  private final Output output;
  private final Subsampling frequent;
  private final FastRandom random;
  private final boolean learnsWords;
  private final boolean bag;
  private final int window;
  private final float[] input;
  private final float[] step;

  ParagraphUpdate(
      SkipGramSettings settings,
      Rows words,
      Rows contexts,
      float[] keep,
      Noise noise,
      FastRandom random,
      boolean learnsWords) {
    this.words = words;
    this.output = new NoiseOutput(contexts, settings.negatives(), noise, learnsWords);
    this.frequent = new Subsampling(keep, random);
    this.random = random;
    this.learnsWords = learnsWords;
    this.bag = settings.mode() == SkipGramSettings.Mode.CBOW;
    this.window = settings.window();
    this.input = new float[contexts.stride()];
    this.step = new float[contexts.stride()];
  }

  /** One pass over a document, whose vector is row {@code d}. */
  void document(Rows documents, int d, int[] ids, float rate) {
    int length = frequent.thin(ids, 0, ids.length);
    int[] kept = frequent.kept();
    for (int i = 0; i < length; i++) {
      if (bag) {
        bag(documents, d, kept, i, length, rate);
      } else {
        alone(documents, d, kept, i, rate);
      }
    }
  }

  /** PV-DBOW of one id. */
  private void alone(Rows documents, int d, int[] kept, int center, float rate) {
    System.arraycopy(documents.array(), documents.of(d), input, 0, input.length);
    Arrays.fill(step, 0);
    output.learn(input, kept, center, 1, rate, step);
    Vectors.axpy(1, step, 0, documents.array(), documents.of(d), input.length);
  }

  /** PV-DM of one id. */
  private void bag(Rows documents, int d, int[] kept, int center, int length, float rate) {
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
    Arrays.fill(step, 0);
    output.learn(input, kept, center, 1, rate, step);
    Vectors.axpy(1, step, 0, documents.array(), documents.of(d), input.length);
    for (int i = first; learnsWords && i <= last; i++) {
      if (i != center) {
        Vectors.axpy(1, step, 0, words.array(), words.of(kept[i]), input.length);
      }
    }
  }
}
