package dev.trivium.recommender;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.math.Matrix;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Numbers out of a thing without a model; counts how often it was closed. */
public final class FakeEmbedder<T> implements Embedder<T> {
  private final String space;
  private final Function<? super T, float[]> numbers;
  private final int dimension;
  private final AtomicInteger closed;

  private FakeEmbedder(
      String space, int dimension, Function<? super T, float[]> numbers, AtomicInteger closed) {
    this.space = space;
    this.dimension = dimension;
    this.numbers = numbers;
    this.closed = closed;
  }

  /** An encoder that opens one. */
  public static <T> Encoder<T> encoder(
      String name,
      String modality,
      Class<T> type,
      int dimension,
      Function<? super T, float[]> numbers,
      AtomicInteger closed) {
    return new Encoder<>(
        name, modality, type, () -> new FakeEmbedder<T>(name, dimension, numbers, closed));
  }

  /** How often each of eight letters stands in a text. */
  public static Encoder<String> letters(AtomicInteger closed) {
    return encoder(
        "letters",
        "text",
        String.class,
        8,
        text -> {
          float[] counts = new float[8];
          text.chars().forEach(c -> counts[c % 8]++);
          return counts;
        },
        closed);
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public Matrix embed(List<? extends T> things) {
    return things.isEmpty()
        ? Matrix.zeros(0, dimension)
        : Matrix.ofRows(things.stream().map(numbers).toArray(float[][]::new));
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
