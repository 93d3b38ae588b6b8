package dev.trivium.benchmarks;

import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.math.FastRandom;
import dev.trivium.recommender.LiveRecommender;
import dev.trivium.recommender.Recommendation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How long clients wait while items are added: {@code ServingLatency [ITEMS] [DIMENSION] [DECAY]
 * [ADDED_A_SECOND] [SECONDS] [QUERIES_A_SECOND]}. Four clients ask for users while a fifth adds
 * items and takes every second one away again. Queries come at random times (a Poisson process) at
 * the rate given, and what one waits for the one before it counts (an open loop); or, at rate 0,
 * each client asks again as soon as it is answered (a closed loop). Each answer must be sorted,
 * without repeats, and hold only items that were there at some time while it was asked for.
 */
public final class ServingLatency {
  private static final int CLIENTS = 4;
  private static final int USERS = 2000;
  private static final int K = 10;

  /** When each added item was begun to be added, and when it was gone, in nanoseconds. */
  private final ConcurrentHashMap<String, Long> begun = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<String, Long> gone = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final LiveRecommender live;

  private ServingLatency(LiveRecommender live) {
    this.live = live;
  }

  private static double number(String[] args, int i, double otherwise) {
    return args.length > i ? Double.parseDouble(args[i]) : otherwise;
  }

  /** Prints percentiles. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int items = (int) number(args, 0, 100_000);
    int dimension = (int) number(args, 1, 128);
    double decay = number(args, 2, 0);
    double adds = number(args, 3, 100);
    double seconds = number(args, 4, 20);
    double rate = number(args, 5, 400);
    Path temporary = Files.createTempDirectory("serving");
    Path folder = temporary.resolve("model");
    Serving.recommender(USERS, items, dimension, decay).save(folder);
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      ServingLatency warm = new ServingLatency(live);
      warm.run(5, adds, rate);
      ServingLatency measured = new ServingLatency(live);
      long[] waited = measured.run(seconds, adds, rate);
      Arrays.sort(waited);
      System.out.printf(
          "%d items × %d, decay %s, %d clients, %s loop, %d queries in %.0f s, %d changes: p50 %.2f"
              + " ms, p99 %.2f ms, p99.9 %.2f ms, longest %.2f ms; no answer wrong%n",
          items,
          dimension,
          decay,
          CLIENTS,
          rate > 0 ? "open" : "closed",
          waited.length,
          seconds,
          measured.begun.size() + measured.gone.size(),
          at(waited, 0.5),
          at(waited, 0.99),
          at(waited, 0.999),
          at(waited, 1));
    } finally {
      AtomicFiles.deleteQuietly(temporary);
    }
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }

  private long[] run(double seconds, double adds, double rate) throws InterruptedException {
    Thread writer = new Thread(() -> write(adds));
    writer.start();
    long[][] waited = new long[CLIENTS][];
    Thread[] clients = new Thread[CLIENTS];
    for (int c = 0; c < CLIENTS; c++) {
      int client = c;
      clients[c] = new Thread(() -> waited[client] = ask(client, seconds, rate / CLIENTS));
      clients[c].start();
    }
    for (Thread client : clients) {
      client.join();
    }
    over.set(true);
    writer.join();
    if (wrong.get() != null) {
      throw new IllegalStateException(wrong.get());
    }
    return Arrays.stream(waited).flatMapToLong(Arrays::stream).toArray();
  }

  private void write(double adds) {
    FastRandom random = new FastRandom(11);
    long start = System.nanoTime();
    for (int n = 0; !over.get(); n++) {
      String item = "new-" + start + "-" + n;
      begun.put(item, System.nanoTime());
      live.add(item, Serving.text(random));
      if (n % 2 == 1) {
        live.remove(item);
        gone.put(item, System.nanoTime());
      }
      sleepUntil(start + (long) ((n + 1) / adds * 1e9));
    }
  }

  private static void sleepUntil(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left); // Thread.sleep takes whole milliseconds
    }
  }

  /** From when each query was due; without a rate, from when it was asked. */
  private long[] ask(int client, double seconds, double rate) {
    FastRandom random = FastRandom.of(17, client, 0, 0);
    LongStream.Builder waited = LongStream.builder();
    long due = System.nanoTime();
    long end = due + (long) (seconds * 1e9);
    for (int q = 0; due < end; q++) {
      sleepUntil(due);
      long asked = System.nanoTime();
      List<Recommendation> found = live.recommend("u" + (q * CLIENTS + client) % USERS, K);
      long answered = System.nanoTime();
      waited.add(answered - due);
      check(found, asked, answered);
      due = rate > 0 ? due + gap(random, rate) : System.nanoTime();
    }
    return waited.build().toArray();
  }

  /** From one random time to the next. */
  private static long gap(FastRandom random, double rate) {
    return (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
  }

  private void check(List<Recommendation> found, long asked, long answered) {
    Set<String> once = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      String item = found.get(i).item();
      boolean sorted = i == 0 || found.get(i - 1).score() >= found.get(i).score();
      boolean here =
          !item.startsWith("new-")
              || !begun.containsKey(item) // of the run before
              || (begun.get(item) <= answered && gone.getOrDefault(item, Long.MAX_VALUE) >= asked);
      if (!once.add(item) || !sorted || !here) {
        wrong.set("a wrong answer: " + found);
      }
    }
    if (found.size() != K) {
      wrong.set("an answer of " + found.size());
    }
  }
}
