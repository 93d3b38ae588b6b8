package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs of {@code trivium text} that do something with what is in texts. */
class TextTasksCommandTest {
  @TempDir Path dir;

  @BeforeEach
  void texts() throws IOException {
    List<String> labelled = new ArrayList<>(List.of("text\tlabel"));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      labelled.add("the cat number%d purrs and eats fish\tcat".formatted(i));
      labelled.add("the motor number%d roars and burns fuel\tcar".formatted(i));
      texts.add("the cat number%d purrs and eats fish".formatted(i));
      texts.add("the motor number%d roars and burns fuel".formatted(i));
    }
    Files.write(dir.resolve("train.tsv"), labelled);
    Files.write(dir.resolve("test.tsv"), List.of("a cat eats\tcat", "motor fuel\tcar"));
    Files.write(dir.resolve("lines.txt"), texts);
    Files.write(
        dir.resolve("words.txt"),
        List.of("5 2", "the 1 1", "cat 1 0", "fish 2 0.1", "motor 0 1", "fuel 0.1 2"));
    Files.writeString(
        dir.resolve("story.txt"),
        "The cat eats fish. The fish fears the cat. A cat eats the fish! Motors burn fuel.");
    Files.writeString(dir.resolve("empty.txt"), "\n \n");
    Files.writeString(dir.resolve("one.tsv"), "a text\tx\nanother\tx\nthird\tx\n");
    Files.writeString(dir.resolve("bad.tsv"), "a text\tx\nno label\n");
    Files.writeString(dir.resolve("few.tsv"), "id\ttext\tlabel\n1\ta text\tx\n2\tanother\n");
    Files.write(dir.resolve("latin.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Runs {@code text …}, {@code @} standing for the folder and {@code _} in a word for a blank. */
  private Cli text(String call) {
    List<String> args = new ArrayList<>(List.of("text"));
    Arrays.stream(call.split(" "))
        .map(word -> word.replace("@", dir.toString()).replace('_', ' '))
        .forEach(args::add);
    return Cli.run("npm", args.toArray(String[]::new));
  }

  private static Cli fine(Cli cli) {
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    return cli;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no heading
        "text\tlabel\n",
        "\uFEFFSentence\tClass\n",
        "label\treview\n",
        "id\ttopic\tsplit\ttitle\n"
      })
  void aHeadingIsKnownByTheNamesOfItsColumns(String heading) throws IOException {
    String row = "%2$s\t%1$s\n";
    if (heading.startsWith("label")) {
      row = "%s\t%s\n";
    } else if (heading.startsWith("id")) {
      row = "7\t%s\ttrain\t%s\n";
    }
    String rows = row.formatted("cat", "a cat eats") + row.formatted("car", "motor fuel");
    Files.writeString(dir.resolve("headed.tsv"), heading + rows + "\n");
    String call = "classify --train @/headed.tsv --dev @/headed.tsv --test @/headed.tsv --json";
    assertThat(fine(text(call)).out()).contains("2 texts", "\"value\" : 1.0");
  }

  @Test
  void labelsAreLearntAndJudged() throws IOException {
    Cli cli = fine(text("classify --train @/train.tsv --test @/test.tsv --json --seeds 2"));
    JsonNode report = new ObjectMapper().readTree(cli.out());
    assertThat(report.at("/contenders/0/figures/accuracy/value").asDouble()).isEqualTo(1);
    assertThat(report.at("/contenders/0/figures/macro-F1/value").asDouble()).isEqualTo(1);
    assertThat(report.get("seeds")).hasSize(2);
    for (String encoder : List.of("tfidf", "@/words.txt")) {
      Cli table =
          fine(
              text(
                  "classify --train @/train.tsv --dev @/test.tsv --test @/test.tsv --encoder "
                      + encoder));
      assertThat(table.out()).contains("labels of test.tsv").contains("1.0000");
    }
  }

  @Test
  void labelsAreTold() throws IOException {
    Files.write(dir.resolve("ask.txt"), List.of("fish", "fuel", "", "quux"));
    Cli cli = fine(text("classify --train @/train.tsv --in @/ask.txt --c 10"));
    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("cat\t0\\.[5-9]\\d+");
    assertThat(lines.get(1)).matches("car\t0\\.[5-9]\\d+");
    fine(text("classify --train @/train.tsv --in @/ask.txt --c 10 --out @/told.tsv"));
    assertThat(Files.readAllLines(dir.resolve("told.tsv"))).isEqualTo(lines);
  }

  @Test
  void whatIsLearntIsKept() throws IOException {
    Files.write(dir.resolve("ask.txt"), List.of("fish", "fuel", "", "quux"));
    for (String encoder : List.of("tfidf", "minilm")) {
      String learn = "classify --train @/train.tsv --c 10 --encoder " + encoder;
      fine(text(learn + " --save @/model"));
      Cli now = fine(text(learn + " --in @/ask.txt"));
      Cli then = fine(text("classify --model @/model --in @/ask.txt"));
      assertThat(then.out()).isEqualTo(now.out()).contains("cat\t0.").contains("car\t0.");
      fine(text("classify --model @/model --in @/ask.txt --out @/told.tsv"));
      assertThat(dir.resolve("told.tsv")).hasContent(now.out().strip());
      Cli judged = fine(text("classify --model @/model --test @/test.tsv"));
      assertThat(judged.out()).contains("labels of test.tsv").contains("1.0000");
    }
    Files.delete(dir.resolve("model/labels.json"));
    Cli damaged = text("classify --model @/model --in @/ask.txt");
    assertThat(damaged.err()).contains("labels.json").hasLineCount(1);
    assertThat(damaged.exit()).isEqualTo(1);
  }

  @Test
  void clustersAreShown() throws IOException {
    for (String encoder : List.of("tfidf", "@/words.txt")) {
      Cli cli =
          fine(
              text(
                  "cluster --in @/lines.txt --clusters 2 --nearest 1 --terms 4 --out @/c.txt"
                      + " --encoder "
                      + encoder));
      assertThat(cli.out()).contains("cluster 1, 30 texts: ").contains("\n  the ").contains("fish");
      List<String> clusters = Files.readAllLines(dir.resolve("c.txt"));
      assertThat(clusters).hasSize(60);
      for (int i = 0; i < 60; i++) {
        assertThat(clusters.get(i)).isEqualTo(clusters.get(i % 2));
      }
      assertThat(clusters.get(0)).isNotEqualTo(clusters.get(1));
    }
  }

  @Test
  void summariesAreSentencesOfTheText() {
    Cli cli = fine(text("summarize --in @/story.txt --sentences 2"));
    assertThat(cli.out().lines()).hasSize(2);
    Cli all = fine(text("summarize --in @/story.txt --sentences 9 --relevance 1"));
    assertThat(all.out().lines())
        .containsExactly(
            "The cat eats fish.",
            "The fish fears the cat.",
            "A cat eats the fish!",
            "Motors burn fuel.");
  }

  @Test
  void passagesAreFound() throws IOException {
    Cli cli = fine(text("search --passages @/lines.txt --question number7_motor --top 1"));
    assertThat(cli.out()).matches("0\\.\\d{4}\t16\tthe motor number7 roars and burns fuel\n");
    Files.write(dir.resolve("ask.txt"), List.of("cat number3", "quux"));
    Cli two = fine(text("search --passages @/lines.txt --in @/ask.txt --top 2"));
    assertThat(two.out().lines()).hasSize(2).allMatch(line -> line.startsWith("1\t"));
    assertThat(two.told()).contains("nothing is known of 'quux'");
    Files.write(dir.resolve("ask.txt"), List.of("cat number3"));
    Cli one = fine(text("search --passages @/lines.txt --in @/ask.txt --top 1"));
    assertThat(one.out()).as("a file of questions, however long").startsWith("1\t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "classify --train @/train.tsv | 2 | give either --test to be judged, or --in",
        "classify --in @/lines.txt | 2 | give either --train to learn from, or --model",
        "classify --train @/train.tsv --model @ --in @/lines.txt | 2 | give either --train",
        "classify --model @ --in @/lines.txt | 2 | which holds no classifier",
        "classify --model @/none --in @/lines.txt | 2 | there is no such folder",
        "classify --model @ --c 1 --in @/lines.txt | 2 | --c is for learning from --train",
        "classify --model @ --encoder minilm --in @/lines.txt | 2 | --encoder is for learning",
        "classify --train @/train.tsv --test @/test.tsv --out @/o | 2 | --out is for the labels of --in",
        "classify --train @/train.tsv --in @/lines.txt --json | 2 | --json is for --test; leave it out",
        "classify --train @/train.tsv --in @/lines.txt --seeds 2 | 2 | --seeds is for --test; leave it out",
        "classify --train @/train.tsv --dev @/test.tsv --test @/test.tsv --seeds 2 | 2 | --seeds is for drawing a tenth of --train, which --dev stands for; leave it out",
        "classify --train @/train.tsv --dev @/test.tsv --in @/lines.txt --c 1 | 2 | --dev is for choosing among several --c; leave it out",
        "classify --train @/train.tsv --encoder @/words.txt --in @/lines.txt --ngrams 2 | 2 | --ngrams is for --encoder tfidf; leave it out",
        "classify --train @/train.tsv --encoder @/words.txt --save @/m | 2 | --save keeps no average",
        "classify --train @/train.tsv --save @ | 2 | --save is '",
        "classify --train @/none.tsv --in @/lines.txt | 1 | none.tsv: there is no file or folder",
        "classify --train @/bad.tsv --in @/lines.txt | 1 | bad.tsv:2: expected a text, a tab and a label",
        "classify --train @/few.tsv --in @/lines.txt | 1 | few.tsv:3: expected as many columns as the first line names",
        "classify --train @/one.tsv --in @/lines.txt | 1 | have the label 'x'",
        "classify --train @/train.tsv --in @/lines.txt --c 0 | 2 | --c is 0.0; choose",
        "classify --train @/train.tsv --in @/lines.txt --ngrams 0 | 2 | choose minLength 1 or more",
        "classify --train @/empty.txt --in @/lines.txt | 1 | empty.txt has no text in it",
        "cluster --in @/lines.txt --clusters 0 | 2 | --clusters is 0; choose",
        "cluster --in @/lines.txt --clusters 61 | 2 | --clusters is 61, and there are 60 rows",
        "cluster --in @/latin.txt --clusters 1 | 1 | latin.txt is not UTF-8 text; convert it",
        "cluster --in @/lines.txt --encoder nix | 2 | --encoder is 'nix', which is neither",
        "cluster --in @/lines.txt --out @/no/x.txt | 1 | there is no folder",
        "summarize --in @/story.txt --sentences 0 | 2 | --sentences is 0; choose",
        "summarize --in @/story.txt --relevance 7 | 2 | --relevance is 7.0; choose",
        "summarize --in @/empty.txt | 1 | has no sentence in it",
        "search --passages @/lines.txt | 2 | give either --question, or --in",
        "search --passages @/lines.txt --question x --top 0 | 2 | --top is 0; choose",
        "search --passages @ --question x | 1 | which is a folder; give a file",
        "search --passages @/none --question x | 1 | /none: there is no file or folder",
        "cluster --in @/none | 1 | /none: there is no file or folder",
        "summarize --in @/none | 1 | /none: there is no file or folder",
        "cluster --in @/lines.txt --clusters 2 --out - | 2 | --out is '-', and standard output does",
      })
  void whatIsWrongIsSaid(String call, int exit, String sentence) throws IOException {
    Cli cli = text(call.strip());
    assertThat(cli.err()).contains(sentence).hasLineCount(1);
    assertThat(cli.exit()).isEqualTo(exit);
    assertThat(cli.out()).isEmpty();
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).hasSize(10);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipesAreReadAsFilesAre() throws Exception {
    Path pipe = dir.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String all = "cat fish\nmotor fuel\n";
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> fill(pipe, all));
    Cli cli = fine(text("cluster --in @/pipe --clusters 2 --nearest 0"));
    assertThat(cli.out().lines()).hasSize(2);
    writer.join();
    writer = CompletableFuture.runAsync(() -> fill(pipe, all));
    fine(text("embed --encoder minilm --in @/pipe --out @/v.txt"));
    assertThat(dir.resolve("v.txt")).content().hasLineCount(2);
    writer.join();
    Cli twice = text("embed --encoder tfidf --in @/pipe --out @/w.txt");
    assertThat(twice.err()).contains("reads the texts twice; give a file").hasLineCount(1);
    assertThat(twice.exit()).isEqualTo(2);
  }

  private static void fill(Path pipe, String text) {
    try {
      Files.writeString(pipe, text, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLineOfAMegabyteIsOneText() throws IOException {
    Files.writeString(dir.resolve("long.txt"), "cat fish ".repeat(120_000) + "\nmotor fuel\n");
    Cli cli = fine(text("cluster --in @/long.txt --clusters 2 --nearest 0"));
    assertThat(cli.out().lines()).hasSize(2);
  }
}
