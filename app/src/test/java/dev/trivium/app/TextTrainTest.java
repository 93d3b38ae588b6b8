package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.embedding.NpyMatrix;
import dev.trivium.text.words.FastTextBinary;
import dev.trivium.text.words.WordVectors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb {@code trivium text train}. */
class TextTrainTest {
  @TempDir Path dir;

  @BeforeEach
  void corpus() throws IOException {
    Files.writeString(dir.resolve("in"), "the cat sat\non the mat\n".repeat(200));
  }

  private Cli train(String line) {
    return text("train " + line);
  }

  private Cli text(String line) {
    return Cli.run(
        "npm",
        Arrays.stream(("text " + line).split(" "))
            .map(word -> word.replace("@", dir.toString()))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "--model word2vec --out @/o.txt",
    "--model word2vec --out @/o.bin --mode cbow",
    "--model word2vec --out @/o --loss hs --repeatable",
    "--model word2vec --out @/o --format text --threads 1",
    "--model word2vec --out @/o.txt --phrases 2",
    "--model glove --out @/o.txt",
    "--model fasttext --out @/o.bin --buckets 100",
    "--model fasttext --out @/o.txt --buckets 100 --mode cbow --loss hs",
    "--model word2vec --out @/o.txt --rate 0.00002",
    "--model fasttext --out @/o.x --buckets 100 --format fasttext --max-n 0",
  })
  void vectorsAreWrittenInEachForm(String line) {
    Cli cli = train(line + " --corpus @/in --dimensions 8 --epochs 1");
    assertThat(cli.exit()).as(cli.err()).isZero();
    String out = line.replaceAll(".*--out @/(\\S+).*", "$1");
    WordVectors vectors = WordVectors.read(dir.resolve(out));
    assertThat(vectors.table().ids()).containsExactly("the", "cat", "sat", "on", "mat");
    assertThat(vectors.table().dimension()).isEqualTo(8);
    boolean model = line.contains("fasttext") && !out.endsWith(".txt");
    assertThat(!Files.isDirectory(dir.resolve(out)) && FastTextBinary.isModel(dir.resolve(out)))
        .isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({
    "--model word2vec",
    "--model word2vec --loss hs",
    "--model word2vec --mode cbow --window 10000",
    "--model fasttext --buckets 1",
    "--model fasttext --buckets 1 --mode cbow --loss hs",
    "--model fasttext --buckets 1 --window 10000",
    "--model glove --window 10000",
    "--model doc2vec",
    "--model doc2vec --mode cbow --window 3",
    "--model tfidf --min-count 1",
  })
  void aCorpusOfOneWordIsTrained(String line) throws IOException {
    Files.writeString(dir.resolve("in"), "word word word word word word");
    boolean sampled = !line.contains("glove") && !line.contains("tfidf");
    String all = line + (sampled ? " --sample 0" : "");
    Cli cli = train(all + " --corpus @/in --dimensions 3 --out @/o.txt");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(WordVectors.read(dir.resolve("o.txt")).table().size()).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    String line = "--model word2vec --corpus @/in --dimensions 8 --out @/";
    train(line + "a.txt --threads 1");
    train(line + "b.txt --threads 3");
    train(line + "c.txt --seed 2");
    assertThat(dir.resolve("b.txt")).hasSameBinaryContentAs(dir.resolve("a.txt"));
    assertThat(Files.readString(dir.resolve("c.txt")))
        .isNotEqualTo(Files.readString(dir.resolve("a.txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"doc2vec --epochs 1", "tfidf"})
  void eachLineIsADocument(String model) {
    Cli cli = train("--model " + model + " --corpus @/in --dimensions 8 --out @/o.txt");
    assertThat(cli.exit()).as(cli.err()).isZero();
    WordVectors vectors = WordVectors.read(dir.resolve("o.txt"));
    assertThat(vectors.table().size()).isEqualTo(400);
    assertThat(vectors.table().ids()).startsWith("1", "2").endsWith("400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"o.npy", "o.x --format npy"})
  void numPyReadsVectors(String out) throws IOException {
    Cli cli = train("--model word2vec --corpus @/in --dimensions 8 --out @/" + out);
    assertThat(cli.exit()).as(cli.err()).isZero();
    Path file = dir.resolve(out.substring(0, out.indexOf('.') + 2).replace("o.n", "o.npy"));
    assertThat(Files.size(file)).isEqualTo(128 + 5 * 8 * 4);
    assertThat(NpyMatrix.ids(file)).hasContent("the\ncat\nsat\non\nmat\n");
  }

  /** What is kept gives the lines it was learnt from, and others, the vectors it gave. */
  @ParameterizedTest
  @ValueSource(
      strings = {"doc2vec --epochs 3", "doc2vec --epochs 3 --mode cbow --repeatable", "tfidf"})
  void aModelIsKeptForTextsToCome(String model) throws IOException {
    String call = "--model " + model + " --corpus @/in --dimensions 4 --out @/";
    assertThat(train(call + "m --format folder").exit()).isZero();
    assertThat(train(call + "v.txt").exit()).isZero();
    WordVectors kept = WordVectors.read(dir.resolve("m"));
    assertThat(kept.table().matrix())
        .isEqualTo(WordVectors.read(dir.resolve("v.txt")).table().matrix());
    Files.write(dir.resolve("new"), List.of("the cat sat", "a mat", "quux", ""));
    Cli cli = text("embed --encoder @/m --in @/new --out @/new.txt");
    assertThat(cli.err()).isEmpty();
    List<String> rows = Files.readAllLines(dir.resolve("new.txt"));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).split(" ")).hasSize(4);
    assertThat(rows.get(1)).isNotEqualTo(rows.get(0));
    assertThat(rows.get(2).split(" ")).containsOnly("0.0");
    if (model.equals("tfidf")) {
      assertThat(floats(rows.get(0))).isEqualTo(kept.table().vector("1"));
    }
    assertThat(text("cluster --encoder @/m --in @/new --clusters 2").exit()).isZero();
    Cli pooled =
        text("embed --encoder @/m --pooling cls --batch-tokens 9 --in @/new --out @/pooled.txt");
    assertThat(pooled.exit()).isZero();
    assertThat(pooled.told())
        .contains("note: " + dir.resolve("m") + " does not use --pooling, --batch-tokens\n");
    assertThat(dir.resolve("pooled.txt")).hasSameBinaryContentAs(dir.resolve("new.txt"));
    Files.writeString(dir.resolve("m/model/manifest.json"), "{");
    Cli damaged = text("embed --encoder @/m --in @/new --out @/new.txt");
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.err().lines()).hasSize(1).first().asString().contains("is not JSON");
  }

  private static float[] floats(String line) {
    String[] numbers = line.split(" ", -1);
    float[] row = new float[numbers.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.parseFloat(numbers[i]);
    }
    return row;
  }

  @ParameterizedTest
  @ValueSource(strings = {"doc2vec --epochs 1", "tfidf"})
  void documentsComeFromWhateverWordsComeFrom(String model) throws IOException {
    Files.createDirectory(dir.resolve("folder"));
    Files.writeString(dir.resolve("folder/b"), "the mat\n\nthe cat\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(dir.resolve("folder/c.gz")))) {
      out.write("the cat sat\n".getBytes(StandardCharsets.UTF_8));
    }
    Cli cli = train("--model " + model + " --corpus @/in @/folder --dimensions 4 --out @/o.txt");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(WordVectors.read(dir.resolve("o.txt")).table().size()).isEqualTo(404);
  }

  @Test
  void trainingGoesOnFromAFile() {
    train("--model word2vec --corpus @/in --dimensions 8 --out @/a.txt");
    Cli more = train("--model word2vec --corpus @/in --dimensions 8 --out @/b.txt --from @/a.txt");
    assertThat(more.exit()).as(more.err()).isZero();
  }

  @Test
  void aStartOfAnotherSizeIsSaidBeforeTheCorpusIsRead() {
    train("--model word2vec --corpus @/in --dimensions 8 --out @/a.txt");
    Cli cli = train("--model word2vec --corpus @/none --dimensions 9 --out @/b.txt --from @/a.txt");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).contains("--dimensions is 9, and the vectors of").contains("choose 8");
  }

  /** One command line serves one model after another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "word2vec --loss hs --negatives 5|word2vec with --loss hs does not use --negatives",
        "fasttext --buckets 9 --from @/none|fasttext does not use --from",
        "glove --mode=cbow --loss hs --negatives 5 --sample 0 --from @/none --threads 1|glove does not use --mode, --loss, --negatives, --sample, --from",
        "doc2vec --loss hs --negatives 5|doc2vec does not use --loss",
        "doc2vec --window 5 --mode skipgram|doc2vec with --mode skipgram does not use --window",
        "tfidf --mode cbow --loss ns --window 5 --negatives 5 --sample 0 --min-count 1 --epochs 2 --threads 1|tfidf does not use --mode, --loss, --window, --negatives, --sample, --epochs"
      })
  void whatAModelDoesNotUseIsTold(String model, String sentence) throws IOException {
    String call = "--corpus @/in --dimensions 4 --out @/o.txt --model " + model;
    Cli cli = train(call + (model.startsWith("tfidf") ? "" : " --epochs 1"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.told()).containsOnlyOnce("note: ").contains("note: " + sentence + "\n");
    assertThat(dir.resolve("o.txt")).isNotEmptyFile();
  }

  /** The loss that it does not use changes nothing. */
  @Test
  void vectorsOfDocumentsAreTheSameWithEitherLoss() {
    String call = "--model doc2vec --corpus @/in --dimensions 4 --epochs 2 --threads 2 --out @/";
    assertThat(train(call + "a.txt").exit()).isZero();
    assertThat(train(call + "b.txt --loss hs").exit()).isZero();
    assertThat(dir.resolve("b.txt")).hasSameBinaryContentAs(dir.resolve("a.txt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model word3vec --corpus @/in|2|--model is 'word3vec'; choose word2vec, fasttext",
        "--model doc2vec --corpus @/in -|2|--corpus names - beside others",
        "--model doc2vec --corpus @/none|1|none is no file that can be read",
        "--model word2vec --corpus @/in --phrases -1|2|--phrases is -1; choose 0 to 10",
        "--model tfidf --corpus @/in --min-count 401|1|no term of the 400 texts is in 401 texts or more; lower --min-count",
        "--model doc2vec --corpus @/in --min-count 401|1|in the 400 texts; give more texts, or lower --min-count",
        "--model glove --corpus @/in --window 0|2|--window is 0; choose 1",
        "--model tfidf --corpus @/in --dimensions -1|2|--dimensions is -1; choose 1 to 10000",
        "--model doc2vec --corpus @/in --phrases 1|2|--phrases is for --model word2vec, fasttext and glove; leave it out",
        "--model word2vec --corpus @/none|1|none is no file that can be read",
        "--model word2vec --corpus @/in - |2|--corpus names - beside others",
        "--model word2vec --corpus @/in --min-count 0|2|--min-count is 0; choose 1",
        "--model word2vec --corpus @/in --min-count 900|1|no word that comes 900 times",
        "--model word2vec --corpus @/in --mode bag|2|--mode is 'bag'; choose skipgram or cbow",
        "--model word2vec --corpus @/in --loss ova|2|--loss is 'ova'; choose ns or hs",
        "--model word2vec --corpus @/in --dimensions 0|2|--dimensions is 0; choose 1",
        "--model word2vec --corpus @/in --window 0|2|--window is 0; choose 1",
        "--model word2vec --corpus @/in --epochs 0|2|--epochs is 0; choose 1",
        "--model word2vec --corpus @/in --rate -1|2|-rate is -1.0; choose",
        "--model word2vec --corpus @/in --rate NaN|2|-rate is NaN; choose",
        "--model word2vec --corpus @/in --sample 2|2|--sample is 2.0; choose",
        "--model word2vec --corpus @/in --format zip|2|--format is 'zip'; choose text",
        "--model word2vec --corpus @/in --format fasttext|2|--format fasttext is for --model fasttext",
        "--model word2vec --corpus @/in --from @/in|1|in is no file of vectors",
        "--model word2vec --corpus @/in --min-n 3|2|--min-n is for --model fasttext alone; leave it out",
        "--model word2vec --corpus @/in --max-n 3|2|--max-n is for --model fasttext alone",
        "--model doc2vec --corpus @/in --buckets 9|2|--buckets is for --model fasttext alone",
        "--model tfidf --corpus @/in --rate 0.1|2|--rate is for --model",
        "--model fasttext --corpus @/in --min-n 7|2|--min-n is 7, more than --max-n 6",
        "--model fasttext --corpus @/in --buckets 0|2|--buckets is 0; choose 1",
      })
  void aWrongCallIsOneSentenceAndNothingIsWritten(String line, int exit, String sentence)
      throws IOException {
    Cli cli = train(line.strip() + " --out @/o.txt");
    assertThat(cli.err().lines().reduce((a, b) -> b))
        .hasValueSatisfying(last -> assertThat(last).contains(sentence));
    assertThat(cli.exit()).isEqualTo(exit);
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName()))).containsExactly("in");
    }
  }
}
