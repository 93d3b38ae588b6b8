package dev.trivium.benchmarks;

import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Vectors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The vector kernels, through their façade; its heirs choose the implementation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class VectorsBenchmark {
  private static final int ROWS = 8;

  /** The length of a vector: of the walks, of MiniLM, of MobileNetV2. */
  @Param({"64", "384", "1536"})
  private int n;

  private float[] x = {};
  private float[] y = {};
  private float[] rows = {};
  private final int[] offsets = new int[ROWS];
  private final float[] out = new float[ROWS];

  @Setup
  public void fill() {
    x = noise(n, 1);
    y = noise(n, 2);
    rows = noise(ROWS * n, 3);
    for (int r = 0; r < ROWS; r++) {
      offsets[r] = r * n;
    }
  }

  private static float[] noise(int length, long seed) {
    FastRandom random = FastRandom.of(seed, 0, 0, 0);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    return noise;
  }

  @Benchmark
  public float dot() {
    return Vectors.dot(x, y);
  }

  @Benchmark
  public float squaredDistance() {
    return Vectors.squaredDistance(x, 0, y, 0, n);
  }

  /** The step is so small that y stays in range. */
  @Benchmark
  public float[] axpy() {
    Vectors.axpy(1e-9f, x, 0, y, 0, n);
    return y;
  }

  /** Eight rows at once. */
  @Benchmark
  public float[] dots() {
    Vectors.dots(x, 0, rows, offsets, ROWS, n, out, 0);
    return out;
  }
}
