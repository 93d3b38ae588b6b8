package dev.trivium.benchmarks;

import dev.trivium.core.math.FastRandom;
import dev.trivium.graph.Adjacency;
import dev.trivium.graph.EdgeList;
import dev.trivium.graph.EdgeListSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Seconds to read a file of edges of an R-MAT graph. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class Reading {
  @Param("10000000")
  private int edges;

  /** The graph may have 2 to this power of nodes. */
  @Param("21")
  private int scale;

  /** {@code numbers}: ids are decimals; {@code words}: they are not. */
  @Param({"numbers", "words"})
  private String ids = "";

  @Param({"1", "2"})
  private int threads;

  private @Nullable Path folder;

  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("rmat");
    String prefix = ids.equals("words") ? "user" : "";
    RMat rmat = new RMat(FastRandom.of(1, 0, 0, 0), scale);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("rmat.edges"))) {
      for (int e = 0; e < edges; e++) {
        long edge = rmat.edge();
        out.write(prefix + (edge >>> 32) + " " + prefix + (int) edge + "\n");
      }
    }
    list().toAdjacency().save(folder.resolve("rmat.graph"));
  }

  @TearDown
  public void delete() throws IOException {
    if (folder != null) {
      Files.deleteIfExists(folder.resolve("rmat.edges"));
      Files.deleteIfExists(folder.resolve("rmat.graph"));
      Files.deleteIfExists(folder);
    }
  }

  private Path file(String name) {
    return folder == null ? Path.of(name) : folder.resolve(name);
  }

  /** Lines to edges. */
  @Benchmark
  public EdgeList list() {
    return EdgeList.read(file("rmat.edges"), EdgeListSettings.DEFAULT.withThreads(threads));
  }

  /** Lines to the compact graph. */
  @Benchmark
  public Adjacency graph() {
    return list().toAdjacency();
  }

  /** The compact graph from its own format. */
  @Benchmark
  public Adjacency load() {
    return Adjacency.load(file("rmat.graph"));
  }
}
