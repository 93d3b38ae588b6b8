package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.text.SentenceTransformer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb {@code trivium text embed}. */
class TextEmbedTest {
  private static final List<String> TEXTS =
      List.of("a longer text of a few words", "", "word", "naïve café 你好");

  @TempDir Path dir;

  private Cli embed(String more) {
    List<String> args = new ArrayList<>(List.of("text", "embed"));
    Arrays.stream(more.split(" ")).map(w -> w.replace("@", dir.toString())).forEach(args::add);
    return Cli.run("npm", args.toArray(String[]::new));
  }

  private List<float[]> vectors(String name) throws IOException {
    List<float[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(dir.resolve(name))) {
      String[] numbers = line.split(" ", -1);
      float[] row = new float[numbers.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = Float.parseFloat(numbers[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  @Test
  void oneVectorALineInTheOrderOfTheTexts() throws IOException {
    Files.write(dir.resolve("in.txt"), TEXTS);
    Cli cli = embed("--encoder minilm --in @/in.txt --out @/out.txt");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.told()).contains("open all-MiniLM-L6-v2", "embed in.txt");
    try (SentenceTransformer model = SentenceTransformer.miniLm(new TensorRuntime())) {
      Matrix expected = model.embed(TEXTS);
      List<float[]> rows = vectors("out.txt");
      assertThat(rows).hasSize(4);
      for (int i = 0; i < 4; i++) {
        assertThat(rows.get(i)).containsExactly(expected.row(i), within(1e-5f));
      }
    }
  }

  @Test
  void wordVectorsAreAveragedAsAsked() throws IOException {
    Files.writeString(dir.resolve("words.txt"), "3 2\na 1 0\nb 0 1\nc 3 3\n");
    Files.writeString(dir.resolve("in.txt"), "a b\nc a\nquux\n");
    Cli cli = embed("--encoder @/words.txt --pooling mean --in @/in.txt --out @/mean.txt");
    assertThat(cli.err()).isEmpty();
    assertThat(vectors("mean.txt"))
        .containsExactly(new float[] {0.5f, 0.5f}, new float[] {2, 1.5f}, new float[] {0, 0});
    assertThat(embed("--encoder @/words.txt --in @/in.txt --out @/own.txt").err()).isEmpty();
    assertThat(embed("--encoder @/words.txt --pooling sif --in @/in.txt --out @/sif.txt").err())
        .isEmpty();
    assertThat(dir.resolve("sif.txt")).hasSameBinaryContentAs(dir.resolve("own.txt"));
    assertThat(dir.resolve("sif.txt").toFile()).isNotEmpty();
    assertThat(Files.readString(dir.resolve("sif.txt")))
        .isNotEqualTo(Files.readString(dir.resolve("mean.txt")));
  }

  @Test
  void standardInputAndOptionsOfTheModel() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("one\ntwo".getBytes(StandardCharsets.UTF_8)));
    try {
      Cli cli =
          embed(
              "--in - --out @/o.txt --pooling cls --dimensions 7 --normalize false"
                  + " --max-tokens 5 --batch-tokens 8 --prompt query:");
      assertThat(cli.err()).isEmpty();
    } finally {
      System.setIn(before);
    }
    List<float[]> rows = vectors("o.txt");
    assertThat(rows).hasSize(2).allMatch(row -> row.length == 7);
    assertThat(rows.get(0)).isNotEqualTo(rows.get(1));
  }

  @Test
  void averagesOfWordVectorsToo() throws IOException {
    Files.write(dir.resolve("in.txt"), List.of("word other", "nothing"));
    Files.write(dir.resolve("words.txt"), List.of("2 2", "word 1 0", "other 0 1"));
    Cli cli = embed("--encoder @/words.txt --in @/in.txt --out @/o.txt");
    assertThat(cli.err()).isEmpty();
    assertThat(vectors("o.txt")).hasSize(2).allMatch(row -> row.length == 2);
  }

  @Test
  void whatAnEncoderDoesNotUseIsTold() throws IOException {
    Files.write(dir.resolve("in.txt"), List.of("word other", "nothing"));
    Files.write(dir.resolve("words.txt"), List.of("2 2", "word 1 0", "other 0 1"));
    String options = " --pooling mean --batch-tokens 64 --in @/in.txt --out @/o.txt";
    Cli words = embed("--encoder @/words.txt" + options);
    assertThat(words.exit()).isZero();
    assertThat(words.told())
        .contains("note: " + dir.resolve("words.txt") + " does not use --batch-tokens\n");
    Cli learnt = embed("--encoder tfidf" + options);
    assertThat(learnt.exit()).isZero();
    assertThat(learnt.told()).contains("note: tfidf does not use --pooling, --batch-tokens\n");
  }

  @Test
  void noTextsAreNoVectors() throws IOException {
    Files.createFile(dir.resolve("none"));
    assertThat(embed("--in @/none --out @/o.txt").exit()).isZero();
    assertThat(dir.resolve("o.txt")).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--in @/in --out @/o --encoder nothing|2|--encoder is 'nothing', which is neither a file or",
        "--in @/none --out @/o|1|none'; give a file of texts, one a line, or - for standard input",
        "--in @ --out @/o|1|is a folder; give a file of texts",
        "--in @/in --out @|2|which is a folder; give a file",
        "--in @/in --out @/o --encoder @/in --pooling cls|2|--pooling is 'cls'; choose sif or mean",
        "--in @/in --out @/o --encoder @/in --prompt x|2|/in', which has no prompt, length or cut",
        "--in @/in --out @/o --pooling sum|2|--pooling is 'sum'; choose mean, cls or max",
        "--in @/in --out @/o --dimensions 385|2|--dimensions is 385 and all-MiniLM-L6-v2 has 384",
        "--in @/in --out @/o --max-tokens 2|2|--max-tokens is 2; choose 3",
        "--in @/in --out @/o --batch-tokens 0|2|--batch-tokens is 0; choose 1",
        "--in @/in --out @/o --encoder @/in|1|in is no file of vectors that Trivium knows",
        "--in - --out @/o --encoder tfidf|2|which reads the texts twice; give a file with --in",
        "--in @/in --out @/o --encoder @/x.jar|1|x.jar as a jar",
        "--in @/in --out @/o --encoder @|1|is a folder with neither config.json nor ids.txt in it",
        "--in @/in --out @/o --threads 0|2|--threads is 0; choose 1 or more, say the number of",
        "--in @/latin1 --out @/o|1|latin1 is not UTF-8 text, near line 1"
      })
  void aWrongCallIsOneSentenceAndNothingIsWritten(String more, int exit, String sentence)
      throws IOException {
    Files.write(dir.resolve("in"), TEXTS);
    Files.write(dir.resolve("x.jar"), TEXTS);
    Files.write(dir.resolve("latin1"), new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n'});
    Cli cli = embed(more);
    assertThat(cli.exit()).isEqualTo(exit);
    assertThat(cli.err().lines()).hasSize(1).first().asString().contains(sentence);
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .containsExactlyInAnyOrder("in", "latin1", "x.jar");
    }
  }

  @Test
  void afterAnInterruptNothingIsLeft() throws IOException {
    Files.write(dir.resolve("in"), TEXTS);
    Thread.currentThread().interrupt();
    Cli cli = embed("--in @/in --out @/o");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(cli.exit()).isEqualTo(130);
    assertThat(dir.resolve("o")).doesNotExist();
  }
}
