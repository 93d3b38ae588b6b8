package dev.trivium.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingEmbedderTest {
  private static final String IDENTITY = "length v1";

  @TempDir Path root;

  /** Vectors of a text: its length, and its first letter. */
  private static final class Lengths implements Embedder<String> {
    final List<String> seen = new ArrayList<>();
    int breaksAt = Integer.MAX_VALUE;
    String space = "length";
    boolean closed;

    @Override
    public String space() {
      return space;
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Matrix embed(List<? extends String> things) {
      Matrix rows = Matrix.zeros(things.size(), 2);
      for (int r = 0; r < things.size(); r++) {
        if (seen.size() == breaksAt) {
          throw new TriviumException("the model broke");
        }
        seen.add(things.get(r));
        rows.array()[2 * r] = things.get(r).length();
        rows.array()[2 * r + 1] = things.get(r).isEmpty() ? 0 : things.get(r).charAt(0);
      }
      return rows;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private CachingEmbedder<String> caching(Supplier<Lengths> opener) {
    return new CachingEmbedder<>(root, IDENTITY, opener, CachingEmbedder::textKey, Progress.NONE);
  }

  private static Lengths unopened() {
    throw new AssertionError("the model was opened");
  }

  private static List<String> texts(int n) {
    return IntStream.range(0, n).mapToObj(i -> "text " + i).toList();
  }

  private Path folder() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @Test
  void whatIsKnownNeedsNoModel() {
    List<String> things = List.of("a", "bcd", "", "a");
    Lengths model = new Lengths();
    Matrix first;
    try (var embedder = caching(() -> model)) {
      first = embedder.embed(things);
    }
    assertThat(model.seen).containsExactly("a", "bcd", "");
    assertThat(model.closed).isTrue();
    assertThat(first).isEqualTo(new Lengths().embed(things));
    try (var embedder = caching(CachingEmbedderTest::unopened)) {
      assertThat(embedder.embed(things)).isEqualTo(first);
      assertThat(embedder.space()).isEqualTo("length");
      assertThat(embedder.dimension()).isEqualTo(2);
      assertThat(embedder.embed(List.of("1", "2", "3", "4"), things).space()).isEqualTo("length");
    }
  }

  @Test
  void onlyWhatIsNewGoesThroughTheModel() {
    try (var embedder = caching(Lengths::new)) {
      embedder.embed(List.of("a", "b"));
    }
    Lengths model = new Lengths();
    try (var embedder = caching(() -> model)) {
      assertThat(embedder.embed(List.of("b", "c")))
          .isEqualTo(new Lengths().embed(List.of("b", "c")));
    }
    assertThat(model.seen).containsExactly("c");
  }

  @Test
  void anEmptyCacheAsksTheModelForItsSpace() {
    try (var embedder = caching(Lengths::new)) {
      assertThat(embedder.space()).isEqualTo("length");
      assertThat(embedder.embed(List.of()).rows()).isZero();
    }
  }

  @Test
  void aModelOfAnotherSpaceStartsAfresh() {
    try (var embedder = caching(Lengths::new)) {
      embedder.embed(List.of("a"));
    }
    Lengths other = new Lengths();
    other.space = "length of another version";
    try (var embedder = caching(() -> other)) {
      embedder.embed(List.of("a", "b"));
      assertThat(embedder.space()).isEqualTo(other.space);
    }
    assertThat(other.seen).containsExactly("a", "b");
  }

  @Test
  void twoIdentitiesShareNothing() {
    try (var embedder = caching(Lengths::new)) {
      embedder.embed(List.of("a"));
    }
    Lengths model = new Lengths();
    try (var embedder =
        new CachingEmbedder<>(
            root, "length v2", () -> model, CachingEmbedder::textKey, Progress.NONE)) {
      embedder.embed(List.of("a"));
    }
    assertThat(model.seen).containsExactly("a");
  }

  @Test
  void aDamagedFolderIsMadeAgain() throws IOException {
    try (var embedder = caching(Lengths::new)) {
      embedder.embed(List.of("a"));
    }
    for (String file : List.of("manifest.json", "ids.txt", "vectors.safetensors")) {
      Files.writeString(folder().resolve(file), "{");
      Lengths model = new Lengths();
      try (var embedder = caching(() -> model)) {
        assertThat(embedder.embed(List.of("a")).row(0)).containsExactly(1, 'a');
      }
      assertThat(model.seen).as(file).containsExactly("a");
    }
    caching(CachingEmbedderTest::unopened).embed(List.of("a"));
  }

  @Test
  void aModelThatBreaksLosesLittle() {
    Lengths breaking = new Lengths();
    breaking.breaksAt = 1500;
    try (var embedder = caching(() -> breaking)) {
      assertThatThrownBy(() -> embedder.embed(texts(2000))).hasMessage("the model broke");
    }
    Lengths model = new Lengths();
    try (var embedder = caching(() -> model)) {
      assertThat(embedder.embed(texts(2000))).isEqualTo(new Lengths().embed(texts(2000)));
    }
    assertThat(model.seen).hasSize(2000 - 1024);
  }

  @Test
  void progressCountsAllThings() {
    List<Long> heard = new ArrayList<>();
    Progress progress =
        (done, total) -> {
          assertThat(total).isEqualTo(100);
          heard.add(done);
        };
    try (var embedder =
        new CachingEmbedder<>(root, IDENTITY, Lengths::new, CachingEmbedder::textKey, progress)) {
      embedder.embed(texts(100));
      embedder.embed(texts(100));
    }
    assertThat(heard).containsExactly(0L, 64L, 100L, 100L);
  }

  @Test
  void severalEmbeddersOfOneFolderLoseNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Matrix>> answers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      List<String> own = texts(300).subList(50 * t, 50 * t + 150);
      answers.add(
          pool.submit(
              () -> {
                try (var embedder = caching(Lengths::new)) {
                  return embedder.embed(own);
                }
              }));
    }
    for (Future<Matrix> answer : answers) {
      assertThat(answer.get().rows()).isEqualTo(150);
    }
    pool.shutdown();
    try (var embedder = caching(CachingEmbedderTest::unopened)) {
      assertThat(embedder.embed(texts(300))).isEqualTo(new Lengths().embed(texts(300)));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoError() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    try (var embedder =
        new CachingEmbedder<>(
            file.resolve("cache"),
            IDENTITY,
            Lengths::new,
            CachingEmbedder::textKey,
            Progress.NONE)) {
      assertThat(embedder.embed(List.of("ab")).row(0)).containsExactly(2, 'a');
    }
  }

  @Test
  void anEncoderThatRemembersIsStillAnEncoder() {
    Encoder<String> plain = new Encoder<>("length", "text", String.class, Lengths::new);
    Encoder<String> encoder =
        CachingEmbedder.caching(plain, root, IDENTITY, CachingEmbedder::textKey);
    try (var embedder = encoder.open()) {
      embedder.embed(List.of("a"));
    }
    assertThat(encoder.name()).isEqualTo("length");
    caching(CachingEmbedderTest::unopened).embed(List.of("a"));
  }
}
