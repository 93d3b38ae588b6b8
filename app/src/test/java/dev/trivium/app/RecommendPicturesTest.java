package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.app.fetch.NpmPackage;
import dev.trivium.core.Progress;
import dev.trivium.core.embedding.CachingEmbedder;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.math.Matrix;
import dev.trivium.image.MobileNetV2Settings;
import dev.trivium.image.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of items in {@code trivium recommend}. The vectors are in the cache before, and say of
 * what colour a picture is, so that no weights are fetched.
 */
class RecommendPicturesTest {
  @TempDir private Path folder;

  /** Twelve items, red and blue by turns; who is even takes up red ones. Two nobody takes up. */
  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < 14; i++) {
      paint("pictures/p%02d.png".formatted(i), i % 2 == 0 ? 250 - i : 5, i % 2 == 0 ? 5 : 250 - i);
    }
    paint("red.png", 200, 20);
    Files.write(
        folder.resolve("events.csv"),
        Stream.concat(
                Stream.of("user,item"),
                IntStream.range(0, 20)
                    .boxed()
                    .flatMap(
                        u ->
                            IntStream.range(0, 12)
                                .filter(i -> i % 2 == u % 2 && (i / 2 + u / 2) % 6 > 1)
                                .mapToObj(i -> "u%d,p%02d".formatted(u, i))))
            .toList());
    try (Stream<Path> pictures = Files.list(folder.resolve("pictures"));
        Embedder<Picture> cache =
            new CachingEmbedder<>(
                folder.resolve("cache/vectors"),
                "mobilenet-v2 " + NpmPackage.MOBILENET_V2 + " " + MobileNetV2Settings.DEFAULT,
                Colours::new,
                Picture::fingerprint,
                Progress.NONE)) {
      cache.embed(
          Stream.concat(pictures, Stream.of(folder.resolve("red.png"))).map(Picture::of).toList());
    }
  }

  private void paint(String name, int red, int blue) throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < 4; p++) {
      image.setRGB(p % 2, p / 2, new Color(red, 0, blue).getRGB());
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  /** How red and how blue. */
  private record Colours() implements Embedder<Picture> {
    @Override
    public String space() {
      return "colours";
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Matrix embed(List<? extends Picture> pictures) {
      float[] numbers = new float[2 * pictures.size()];
      for (int p = 0; p < pictures.size(); p++) {
        Color color = new Color(pictures.get(p).read().getRGB(0, 0));
        numbers[2 * p] = color.getRed() / 255f;
        numbers[2 * p + 1] = color.getBlue() / 255f;
      }
      return Matrix.of(pictures.size(), 2, numbers);
    }

    @Override
    public void close() {}
  }

  private Cli run(String call) {
    return Cli.run(
        folder.resolve("no-npm").toString(),
        Stream.concat(Stream.of("recommend"), Arrays.stream(call.split(" ", -1)))
            .map(word -> word.replace("DIR", folder.toString()))
            .toArray(String[]::new));
  }

  private Cli train(String options) {
    return run("train --interactions DIR/events.csv --cache DIR/cache --out DIR/model " + options);
  }

  @Test
  void picturesPlaceItemsAndAsk() {
    Cli trained = train("--images DIR/pictures");
    assertThat(trained.exit()).as(trained.err()).isZero();
    assertThat(trained.told()).contains("20 users × 12 items", "and 2 items that nobody took up");
    Cli red = run("query DIR/model --cache DIR/cache --image DIR/red.png -k 7 --explain");
    assertThat(red.exit()).as(red.err()).isZero();
    assertThat(red.out().lines().map(line -> line.split("\t", -1)[0]))
        .containsExactlyInAnyOrder("p00", "p02", "p04", "p06", "p08", "p10", "p12");
    assertThat(red.out()).contains("image +", "(image) +");
    Cli reader = run("query DIR/model --cache DIR/cache --user u1 -k 3");
    assertThat(reader.out()).contains("p13"); // blue, and new
  }

  @Test
  void picturesAreJudgedOnItemsThatNobodyKnows() {
    Cli judged =
        run(
            "evaluate --interactions DIR/events.csv --images DIR/pictures --cache DIR/cache --split cold-items --holdout 0.4 --models popularity,shared --k 2");
    assertThat(judged.exit()).as(judged.err()).isZero();
    assertThat(judged.out()).contains("cold items", "to popularity, p = ");
  }

  @Test
  void whatIsWrongWithPicturesIsSaid() throws IOException {
    assertThat(train("--model ials").exit()).isZero();
    assertThat(run("query DIR/model --image DIR/red.png").err())
        .contains("knows no pictures; train --model shared with --images");
    assertThat(train("--images DIR/pictures").exit()).isZero();
    assertThat(run("query DIR/model --cache DIR/cache --image DIR/none.png").err())
        .contains("there is no picture");
    Files.copy(folder.resolve("red.png"), folder.resolve("pictures/p00.jpg"));
    assertThat(train("--images DIR/pictures").err())
        .contains("--images has two pictures of one item", "p00.png", "p00.jpg", "; take one away");
  }
}
