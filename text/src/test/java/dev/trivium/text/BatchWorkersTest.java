package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import dev.trivium.core.TriviumException;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchWorkersTest {
  /** Each of one place, so that there are as many batches as texts. */
  private static List<TokenBatch> batches(int count) {
    int[][] tokens = new int[count][1];
    return TokenBatch.pack(tokens, 1);
  }

  @BeforeAll
  static void engine() {
    var runtime = new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));
    assertThat(runtime.batchesAtOnce()).isEqualTo(1);
  }

  @Test
  void eachBatchIsDoneOnceByThreadsThatComputeAlone() {
    Set<TokenBatch> done = ConcurrentHashMap.newKeySet();
    Set<Integer> inside = ConcurrentHashMap.newKeySet();
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(3);
    try (BatchWorkers workers = new BatchWorkers(3)) {
      List<TokenBatch> batches = batches(50);
      workers.forEach(
          batches,
          batch -> {
            inside.add(JniUtils.getNumThreads());
            assertThat(done.add(batch)).isTrue();
          });
      assertThat(done).containsExactlyInAnyOrderElementsOf(batches);
      assertThat(inside).containsExactly(1);
      assertThat(JniUtils.getNumThreads()).as("the caller's").isEqualTo(3);
      assertThat(
              CompletableFuture.supplyAsync(
                      JniUtils::getNumThreads, work -> new Thread(work).start())
                  .join())
          .as("a new thread's")
          .isEqualTo(3);
    } finally {
      JniUtils.setNumThreads(before);
    }
  }

  @Test
  void aFailureEndsTheOthersFirst() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    try (BatchWorkers workers = new BatchWorkers(2)) {
      assertThatThrownBy(
              () ->
                  workers.forEach(
                      batches(1000),
                      batch -> {
                        atWork.incrementAndGet();
                        try {
                          int nth = begun.incrementAndGet();
                          if (nth == 5) {
                            throw new TriviumException("the fifth is broken");
                          } else if (nth > 5) {
                            LockSupport.parkNanos(1_000_000);
                          }
                        } finally {
                          atWork.decrementAndGet();
                        }
                      }))
          .isInstanceOf(TriviumException.class)
          .hasMessage("the fifth is broken");
      assertThat(atWork.get()).isZero();
      assertThat(begun.get()).isLessThan(1000);
    }
  }

  /** Of two callers the second waits for a batch of the first, not for all. */
  @Test
  void callersTakeTurns() throws InterruptedException {
    AtomicInteger ofFirst = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    try (BatchWorkers workers = new BatchWorkers(2)) {
      Thread first =
          new Thread(
              () ->
                  workers.forEach(
                      batches(400),
                      batch -> {
                        begun.countDown();
                        ofFirst.incrementAndGet();
                        LockSupport.parkNanos(5_000_000);
                      }));
      first.start();
      begun.await();
      workers.forEach(batches(2), batch -> {});
      assertThat(ofFirst.get()).isLessThan(300);
      first.join();
      assertThat(ofFirst.get()).isEqualTo(400);
    }
  }

  @Test
  void whatIsLetGoSaysSoAndDoesNotWait() {
    BatchWorkers workers = new BatchWorkers(2);
    workers.close();
    assertThatThrownBy(() -> workers.forEach(batches(5), batch -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void anInterruptOfTheCallerEndsIt() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    ConcurrentHashMap<String, Throwable> thrown = new ConcurrentHashMap<>();
    try (BatchWorkers workers = new BatchWorkers(2)) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  workers.forEach(
                      batches(100),
                      batch -> {
                        started.countDown();
                        try {
                          go.await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        done.incrementAndGet();
                      });
                } catch (CancellationException e) {
                  thrown.put("by the caller", e);
                }
              });
      caller.start();
      started.await();
      caller.interrupt();
      while (caller.isInterrupted()) { // it has not woken yet
        Thread.onSpinWait();
      }
      Thread.sleep(100);
      go.countDown();
      caller.join();
      assertThat(thrown).hasSize(1);
      assertThat(done.get()).isLessThan(100);
    }
  }
}
