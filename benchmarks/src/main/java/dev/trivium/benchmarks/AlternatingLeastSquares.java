package dev.trivium.benchmarks;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.math.FastRandom;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One sweep of implicit ALS without content: 2,000 users, 2,000 items, 20 draws for each user. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AlternatingLeastSquares {
  private static final int SIZE = 2000;
  private static final int DRAWS = 20;

  @Param({"64", "256"})
  private int dimension;

  private Interactions interactions = Interactions.of(List.of());

  /** A few items are popular: the square of a uniform draw. */
  @Setup
  public void draw() {
    FastRandom random = FastRandom.of(1, 0, 0, 0);
    List<Interaction> events = new ArrayList<>();
    for (int u = 0; u < SIZE; u++) {
      for (int k = 0; k < DRAWS; k++) {
        float r = random.nextFloat();
        events.add(new Interaction("u" + u, "i" + (int) (SIZE * r * r)));
      }
    }
    interactions = Interactions.of(events);
  }

  /** Both sides once, the start included. */
  @Benchmark
  public SharedSpace sweep() {
    return new InteractionObjective(FactorSettings.DEFAULT.withDimension(dimension).withSweeps(1))
        .fit(Content.none(), interactions, 1);
  }
}
