package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.embedding.Word2VecText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs of {@code trivium text} about words. */
class WordVerbsTest {
  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    write("v.txt", "5 2\nking 1 1\nqueen 1 2\nman 2 1\nwoman 2 2.2\ncar -1 0\n");
    write("turned.txt", "5 2\nking -1 1\nqueen -2 1\nman -1 2\nwoman -2.2 2\ncar 0 -1\n");
    write("pairs.tsv", "king\tqueen\t9\nking\tcar\t1\nqueen\tWoman\t7\nking\tzebra\t2\n");
    write("q.txt", ": royal\nking queen man woman\nking zebra man woman\n");
    write("test.txt", "king king\nqueen queen\n");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(dir.resolve(name), content);
  }

  /** Runs {@code text …}, {@code @} standing for the folder. */
  private Cli text(String line) {
    return Cli.run(
        "npm",
        Arrays.stream(("text " + line).split(" "))
            .map(word -> word.replace("@", dir.toString()))
            .toArray(String[]::new));
  }

  private static String fine(Cli cli) {
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    return cli.out();
  }

  @Test
  void neighborsAreLinesOfThreeFields() {
    assertThat(fine(text("neighbors --vectors @/v.txt --k 2 king car")).lines())
        .containsExactly(
            "king\twoman\t0.9989",
            "king\tqueen\t0.9487",
            "car\tqueen\t-0.4472",
            "car\twoman\t-0.6727");
  }

  @Test
  void analogiesAndTheOddOneOutAreAnswered() {
    assertThat(fine(text("analogy --vectors @/v.txt king queen man --k 1"))).startsWith("woman\t");
    assertThat(fine(text("analogy --vectors @/v.txt king queen man --method mul")).lines())
        .hasSize(2);
    assertThat(fine(text("odd-one-out --vectors @/v.txt king queen car man")).strip())
        .isEqualTo("car");
  }

  @Test
  void evaluationIsTextOrJson() throws IOException {
    String call =
        "evaluate --vectors @/v.txt --similarity @/pairs.tsv --analogies @/q.txt --restrict 100";
    assertThat(fine(text(call)))
        .contains("pairs.tsv", "3 pairs, 1 without a vector", "royal", "1 of 1 right, 2 asked");
    JsonNode json = new ObjectMapper().readTree(fine(text(call + " --json")));
    assertThat(json.at("/similarity/0/spearman").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/similarity/0/missing").asInt()).isEqualTo(1);
    assertThat(json.at("/analogies/accuracy").asDouble()).isEqualTo(1);
    assertThat(json.at("/analogies/sections/0/asked").asInt()).isEqualTo(2);
  }

  @Test
  void sentencesAreEvaluatedInEitherFormOfTheirPairs() throws IOException {
    write(
        "sts.tsv",
        "one\ttwo\tscore\nking\tqueen\t5\nking\tcar man\t2\n\nking\tcar\t1\nking\tquux\t0\n");
    write("sts.txt", "king\nqueen\nking\ncar man\nking\ncar\nking\nquux\n");
    write("gold.txt", "5\n2\n1\n0\n");
    String table = fine(text("evaluate --encoder tfidf --sts @/sts.tsv"));
    assertThat(table).contains("sts.tsv", "Spearman", "4 pairs, 0 of cosine 0");
    String call = "evaluate --encoder @/v.txt --json --sts @/";
    JsonNode one = new ObjectMapper().readTree(fine(text(call + "sts.tsv"))).get("sts");
    JsonNode two =
        new ObjectMapper().readTree(fine(text(call + "sts.txt --gold @/gold.txt"))).get("sts");
    assertThat(two.get("spearman")).isEqualTo(one.get("spearman"));
    assertThat(one.get("pairs").asInt()).isEqualTo(4);
    assertThat(one.get("unknown").asInt()).isEqualTo(1);
    String both =
        fine(
            text(
                "evaluate --vectors @/v.txt --similarity @/pairs.tsv --sts @/sts.tsv --encoder tfidf"));
    assertThat(both.lines()).hasSize(2);
  }

  @Test
  void aLanguageIsAligned() throws IOException {
    Cli cli =
        text(
            "align --source @/v.txt --target @/turned.txt --identical --test @/test.txt --refine 1 --out @/out.txt");
    assertThat(fine(cli)).contains("COSINE precision@1 1.0000", "CSLS", "2 words, 0 without");
    assertThat(Word2VecText.read(dir.resolve("out.txt")).vector("car")[1]).isEqualTo(-1f);
    write("d.txt", "king king\ncar car\nman man\n");
    fine(
        text(
            "align --source @/v.txt --target @/turned.txt --dictionary @/d.txt --center --out @/a --target-out @/b"));
    assertThat(TableFolder.read(dir.resolve("a")).space())
        .isEqualTo(TableFolder.read(dir.resolve("b")).space());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "neighbors --vectors @/v.txt qeen|1|no vector for 'qeen' among the 5 words of v.txt; did you mean 'queen'?",
        "neighbors --vectors @/gone king|1|there is no file or folder",
        "neighbors --vectors @ king|1|holds no manifest.json; expected a folder of vectors",
        "align --source @/v.txt --target @/v.txt --test @/test.txt --out -|2|give a file for it",
        "neighbors --vectors @/q.txt king|1|is no file of vectors",
        "neighbors --vectors @/v.txt --k 0 king|2|--k is 0",
        "neighbors --vectors @/v.txt --encoding x-none king|2|--encoding is 'x-none'",
        "neighbors --vectors @/v.txt --malformed nicely king|2|--malformed is 'nicely'",
        "analogy --vectors @/v.txt king zebra man|1|no vector for 'zebra'",
        "analogy --vectors @/v.txt --method sum king queen man|2|choose add or mul",
        "odd-one-out --vectors @/v.txt king car|2|give three or more",
        "evaluate --vectors @/v.txt|2|give --similarity or --analogies",
        "evaluate --vectors @/v.txt --analogies @/pairs.tsv|1|pairs.tsv:1: expected four words",
        "evaluate --vectors @/v.txt --similarity @/q.txt --restrict 0|2|--restrict is 0",
        "evaluate --similarity @/pairs.tsv|2|give their vectors with --vectors",
        "evaluate --vectors @/v.txt --sts @/pairs.tsv|2|for --sts give them as --encoder",
        "evaluate --vectors @/v.txt --similarity @/pairs.tsv --encoder minilm|2|--encoder and --gold are for --sts",
        "evaluate --vectors @/v.txt --similarity @/pairs.tsv --restrict 3|2|--restrict is for --analogies; leave it out",
        "evaluate --vectors @/v.txt --similarity @/pairs.tsv --method mul|2|--method is for --analogies; leave it out",
        "evaluate --sts @/pairs.tsv --encoding cp852|2|--encoding is for --vectors; leave it out",
        "evaluate --sts @/pairs.tsv --malformed ignore|2|--malformed is for --vectors; leave it out",
        "align --source @/v.txt --target @/v.txt --restrict 3 --out @/o|2|--restrict is for --refine and --test; leave it out",
        "evaluate --encoder tfidf --sts @/v.txt|1|v.txt:1: expected two sentences and a score",
        "evaluate --encoder tfidf --sts @/v.txt --gold @/v.txt|1|has 6 lines and",
        "evaluate --encoder tfidf --sts @/gone|1|cannot read",
        "align --source @/v.txt --target @/v.txt --center --out @/o|2|give --target-out",
        "align --source @/v.txt --target @/v.txt --refine -1 --out @/o|2|--refine is -1",
        "align --source @/v.txt --target @/v.txt --dictionary @/q.txt --out @/o|1|expected a word and its translation",
        "align --source @/v.txt --target @/v.txt --dictionary @/test.txt --identical --out @/o|2|give one of them",
        "align --source @/v.txt --target @/v.txt --out @/no/o.txt|1|there is no folder"
      })
  void badInputIsOneSentence(String line, int exit, String says) {
    Cli cli = text(line);
    assertThat(cli.err().strip()).hasLineCount(1).contains(says);
    assertThat(cli.exit()).isEqualTo(exit);
    assertThat(cli.out()).isEmpty();
    assertThat(dir.resolve("o")).doesNotExist();
  }
}
