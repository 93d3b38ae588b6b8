package dev.trivium.recommender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.math.Matrix;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final Set<String> TEXT = Set.of("text");

  private static Projection twice() {
    return Projection.linear(Matrix.of(1, 1, new float[] {2}), new float[] {0});
  }

  /**
   * The maker of one of two threads waits for the other, which asks for the same, as those do that
   * work in parallel in one pool: none waits for ever, and both get the same.
   */
  @Test
  void whoAsksWhileItIsMadeDoesNotWait() throws Exception {
    ForkJoinPool two = new ForkJoinPool(2);
    try {
      AtomicReference<Supplier<SortedMap<String, Projection>>> ask = new AtomicReference<>();
      AtomicReference<Object> other = new AtomicReference<>();
      AtomicBoolean first = new AtomicBoolean(true);
      Fusion fusion =
          Fusion.lazy(
              1,
              Map.of(
                  TEXT,
                  () -> {
                    if (first.getAndSet(false)) {
                      other.set(CompletableFuture.supplyAsync(ask.get(), two).join());
                    }
                    return Map.of("text", twice());
                  }));
      ask.set(() -> fusion.projections(TEXT));
      Object mine = CompletableFuture.supplyAsync(ask.get(), two).get(20, TimeUnit.SECONDS);
      assertThat(mine).isSameAs(other.get()).isSameAs(fusion.projections(TEXT));
    } finally {
      two.shutdownNow();
    }
  }

  @Test
  void aPatternWithOtherProjectionsIsRefused() {
    Map<Set<String>, Map<String, Projection>> wrong = Map.of(TEXT, Map.of("image", twice()));
    assertThatThrownBy(() -> new Fusion(1, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the pattern [text] has projections for [image]");
    Map<Set<String>, Supplier<Map<String, Projection>>> later =
        Map.of(TEXT, () -> Map.of("image", twice()));
    assertThatThrownBy(() -> Fusion.lazy(1, later).settled())
        .hasMessage("the pattern [text] has projections for [image]");
  }
}
