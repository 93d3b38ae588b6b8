package dev.trivium.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.RowBlocks;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadPoolTest {
  @Test
  void parallelPartsTakeItsThreadsAlone() {
    Set<String> names = ConcurrentHashMap.newKeySet();
    int answer =
        ThreadPool.run(
            1,
            () -> {
              RowBlocks.forEach(1000, 1, row -> names.add(Thread.currentThread().getName()));
              return 42;
            });
    assertThat(answer).isEqualTo(42);
    assertThat(names).hasSize(1).doesNotContain(Thread.currentThread().getName());
  }

  @Test
  void aFailureIsTheWorksOwn() {
    assertThatThrownBy(
            () ->
                ThreadPool.run(
                    2,
                    () -> {
                      throw new TriviumException("no");
                    }))
        .isExactlyInstanceOf(TriviumException.class)
        .hasMessage("no");
  }

  @Test
  void anInterruptEndsWorkThatWouldGoOnForEver() throws InterruptedException {
    CountDownLatch atWork = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                ThreadPool.run(2, () -> forever(atWork));
              } catch (CancellationException e) {
                end.set(e);
              }
            });
    caller.start();
    atWork.await();
    caller.interrupt();
    caller.join(5000);
    assertThat(end.get()).isInstanceOf(CancellationException.class);
  }

  private static int forever(CountDownLatch atWork) {
    while (true) {
      RowBlocks.forEach(100, 10, row -> atWork.countDown());
    }
  }
}
