package dev.trivium.benchmarks;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.index.HnswIndex;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.index.TopK;
import dev.trivium.core.index.VectorScan;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.ByteOutput;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.Query;
import dev.trivium.recommender.SharedSpaceRecommender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Queries a second of one thread for the ten best items: {@code ServingSpeed [ITEMS] [DIMENSION]
 * [DECAY] [FOLDER]}. By comparing all in floats, by the exact scan, which is held to that first, by
 * the recommender, one query at a time and many at once on all cores. With a folder, also by HNSW
 * with its recall, and the vectors are left there for peers, as {@code items.f32} and {@code
 * queries.f32}, row after row.
 */
public final class ServingSpeed {
  private static final int USERS = 2000;
  private static final int K = 10;
  private static final double SECONDS = 3;

  private ServingSpeed() {}

  /** Prints one line a way. */
  public static void main(String[] args) throws IOException {
    int items = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int dimension = args.length > 1 ? Integer.parseInt(args[1]) : 128;
    double decay = args.length > 2 ? Double.parseDouble(args[2]) : 0;
    System.out.printf(
        "%d items × %d, decay %s, %s, Java %s%n",
        items, dimension, decay, Vectors.implementation(), Runtime.version().feature());
    Matrix vectors = Serving.vectors(items, dimension, decay, 3);
    Matrix queries = Serving.vectors(USERS, dimension, decay, 2);
    VectorScan scan = searches(vectors, queries);
    if (args.length > 3) {
      write(vectors, Path.of(args[3]).resolve("items.f32"));
      write(queries, Path.of(args[3]).resolve("queries.f32"));
      hnsw(vectors, queries, scan);
    }
    recommender(Serving.recommender(USERS, items, dimension, decay));
  }

  private static void write(Matrix vectors, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new ByteOutput(out).writeFloats(vectors.array(), 0, vectors.array().length);
    }
  }

  private static VectorScan searches(Matrix items, Matrix queries) {
    long begin = System.nanoTime();
    VectorScan scan = VectorScan.of(items);
    System.out.printf("scan made in %.0f ms%n", (System.nanoTime() - begin) / 1e6);
    for (int q = 0; q < 50; q++) {
      int[] ids = scan.search(query(queries.row(q))).ids();
      if (!Set.copyOf(boxed(ids)).equals(Set.copyOf(boxed(byFloats(items, queries.row(q)))))) {
        throw new IllegalStateException("query " + q + " is answered wrong");
      }
    }
    time("scan of floats", q -> byFloats(items, queries.row(q % queries.rows())));
    time("exact scan", q -> scan.search(query(queries.row(q % queries.rows()))).ids());
    return scan;
  }

  private static void hnsw(Matrix items, Matrix queries, VectorScan scan) {
    List<String> ids = IntStream.range(0, items.rows()).mapToObj(Integer::toString).toList();
    EmbeddingTable table = EmbeddingTable.of(ids, items, Provenance.of("drawn", "benchmark"));
    long begin = System.nanoTime();
    HnswIndex index = new HnswIndex(table, Similarity.DOT);
    System.out.printf("HNSW made in %.1f s%n", (System.nanoTime() - begin) / 1e9);
    int same = 0;
    for (int q = 0; q < 500; q++) {
      Set<Integer> wanted = new HashSet<>(boxed(scan.search(query(queries.row(q))).ids()));
      same +=
          (int)
              index.search(queries.row(q), K).stream()
                  .filter(n -> wanted.contains(n.row()))
                  .count();
    }
    time(
        "HNSW, recall %.4f".formatted(same / (500.0 * K)),
        q -> new int[index.search(queries.row(q % queries.rows()), K).size()]);
  }

  private static VectorScan.Query query(float[] vector) {
    return new VectorScan.Query(vector, Similarity.DOT, K, (slot, number) -> true);
  }

  private static List<Integer> boxed(int[] ids) {
    return IntStream.of(ids).boxed().toList();
  }

  private static int[] byFloats(Matrix items, float[] query) {
    TopK top = new TopK(K);
    for (int r = 0; r < items.rows(); r++) {
      top.offer(r, Vectors.dot(items.array(), r * query.length, query, 0, query.length));
    }
    return top.ids();
  }

  private static void recommender(SharedSpaceRecommender recommender) {
    recommender.ready();
    time("recommend(user, 10)", q -> new int[recommender.recommend("u" + q % USERS, K).size()]);
    List<Query> all = IntStream.range(0, USERS).mapToObj(u -> Query.user("u" + u)).toList();
    recommender.recommend(all);
    long wall = System.nanoTime();
    long cpu = cpu();
    recommender.recommend(all);
    double seconds = (System.nanoTime() - wall) / 1e9;
    System.out.printf(
        "%-24s %8.0f queries/s, %8.0f queries/CPU-s%n",
        USERS + " users at once", USERS / seconds, USERS / ((cpu() - cpu) / 1e9));
    load(recommender);
  }

  private static void load(SharedSpaceRecommender recommender) {
    try {
      Path temporary = Files.createTempDirectory("serving");
      Path folder = temporary.resolve("model");
      recommender.save(folder);
      for (int i = 0; i < 3; i++) {
        long begin = System.nanoTime();
        SharedSpaceRecommender loaded = SharedSpaceRecommender.load(folder);
        double load = (System.nanoTime() - begin) / 1e6;
        begin = System.nanoTime();
        loaded.recommend("u1", K);
        System.out.printf(
            "loaded in %.0f ms, first answer after %.0f ms more%n",
            load, (System.nanoTime() - begin) / 1e6);
      }
      AtomicFiles.deleteQuietly(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private interface Asked {
    int[] answer(int q);
  }

  /** Best of three rounds, by the CPU time of this thread. */
  private static void time(String way, Asked asked) {
    double best = 0;
    for (int round = 0; round < 3; round++) {
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long end = System.nanoTime() + (long) (SECONDS * 1e9);
      int n = 0;
      while (System.nanoTime() < end) {
        if (asked.answer(n++).length == 0) {
          throw new IllegalStateException("nothing found");
        }
      }
      double taken = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
      best = Math.max(best, n / taken);
    }
    System.out.printf("%-24s %8.0f queries/CPU-s, one thread%n", way, best);
  }
}
