package dev.trivium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedWorkTest {
  private static List<Integer> squares(int count, AtomicInteger ahead, AtomicInteger most) {
    List<Integer> taken = new ArrayList<>();
    try (OrderedWork<Integer> work =
        new OrderedWork<>(
            "squaring",
            square -> {
              ahead.decrementAndGet();
              taken.add(square);
            })) {
      for (int i = 0; i < count; i++) {
        int number = i;
        most.accumulateAndGet(ahead.incrementAndGet(), Math::max);
        work.add(() -> number * number);
      }
      work.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void resultsComeInTheOrderOfThePieces(int threads) {
    AtomicInteger most = new AtomicInteger();
    ForkJoinPool pool = new ForkJoinPool(threads);
    List<Integer> taken = pool.submit(() -> squares(1000, new AtomicInteger(), most)).join();
    pool.shutdown();
    assertThat(taken).isEqualTo(IntStream.range(0, 1000).map(i -> i * i).boxed().toList());
    assertThat(most.get()).isLessThanOrEqualTo(2 * threads + 1);
    assertThat(squares(10, new AtomicInteger(), most)).hasSize(10);
  }

  @Test
  void aFailureIsTheCallersAndEndsAll() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              try (OrderedWork<Integer> work = new OrderedWork<>("work", taken -> {})) {
                for (int i = 0; i < 100; i++) {
                  int number = i;
                  work.add(
                      () -> {
                        begun.incrementAndGet();
                        try {
                          if (number == 3) {
                            throw new TriviumException("the fourth is broken");
                          }
                          return number;
                        } finally {
                          ended.incrementAndGet();
                        }
                      });
                }
                work.finish();
              }
            })
        .isInstanceOf(TriviumException.class)
        .hasMessage("the fourth is broken");
    assertThat(begun.get()).isEqualTo(ended.get()).isLessThan(100);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    try (OrderedWork<Integer> work = new OrderedWork<>("work", taken -> {})) {
      assertThatThrownBy(() -> work.add(() -> 1))
          .isInstanceOf(CancellationException.class)
          .hasMessage("work was interrupted; nothing was kept");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
