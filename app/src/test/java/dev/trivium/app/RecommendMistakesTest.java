package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with {@code trivium recommend}, and what it says then. */
class RecommendMistakesTest {
  @TempDir private Path folder;

  /** Eight readers of four books each out of eight, by rising time. */
  @BeforeEach
  void write() throws IOException {
    Stream<String> rows =
        IntStream.range(0, 32)
            .mapToObj(e -> "r%d,b%d,1,%d".formatted(e / 4, (e / 4 + e % 4) % 8, 1000 + e));
    file("events.csv", Stream.concat(Stream.of("user,item,rating,timestamp"), rows));
    file(
        "books.csv",
        Stream.concat(
            Stream.of("id,title"),
            IntStream.range(0, 8)
                .mapToObj(i -> "b%d,%s".formatted(i, i % 2 == 0 ? "sea ships" : "love city"))));
  }

  private void file(String name, Stream<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines.toList());
  }

  /** The words of a call, apart by blanks, in which DIR is the folder of the test. */
  private Cli run(String call) {
    return Cli.run(
        "npm",
        Stream.concat(Stream.of("recommend"), Arrays.stream(call.split(" ", -1)))
            .map(word -> word.replace("DIR", folder.toString()).replace('_', ' '))
            .toArray(String[]::new));
  }

  private Cli evaluate(String options) {
    return run("evaluate --interactions DIR/events.csv --k 3 " + options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--holdout 0.2 | --holdout is 0.2, which of the 4 entries that a user has at most is less than one; hold out 0.25 or more",
        "--split cold-items --holdout 0.1 | --holdout is 0.1, which of 8 items is less than one; hold out more",
        "--split temporal --holdout 0.01 | 1 of the 32 entries have the latest time, 1031, and the share of 0.01",
        "--split temporal --holdout 0.13 | nothing is trained on of those of whom something is held out, 1 user"
      })
  void whyNobodyCanBeJudgedIsSaid(String options, String sentence) {
    Cli cli = evaluate("--models popularity " + options);
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).contains(sentence).hasLineCount(1);
  }

  @Test
  void whoHasNothingToHoldOutIsTold() throws IOException {
    file("single.csv", Stream.of("user,item,time", "a,x,1", "b,x,2", "c,y,3"));
    assertThat(run("evaluate --interactions DIR/single.csv --split leave-last-out").err())
        .contains("no user has a second entry, so that none can be held out; choose --split");
    file("timeless.csv", Stream.of("user,item", "a,x", "a,y", "b,x"));
    assertThat(run("evaluate --interactions DIR/timeless.csv --split leave-last-out").err())
        .contains("all entries have one time, so that none is the latest; name a column of times");
    file("few.txt", Stream.of());
    assertThat(
            run("evaluate --train DIR/single.csv --test DIR/timeless.csv --candidates DIR/few.txt")
                .err())
        .contains("few.txt names no item to rank; give ids, one a line, or leave --candidates out");
    file("few.txt", Stream.of("nobody's", "y"));
    String pair = "evaluate --models popularity --train DIR/single.csv --test DIR/timeless.csv";
    assertThat(run(pair + " --candidates DIR/few.txt").told())
        .contains("note: 1 of 2 items to rank, such as 'nobody's', come in no interaction")
        .contains("judged: 1 of 3 users, by 1 entries held out, 3 trained on");
    file("few.txt", Stream.of("nobody's"));
    assertThat(
            run("evaluate --train DIR/single.csv --test DIR/timeless.csv --candidates DIR/few.txt")
                .err())
        .contains("none of what is held out is among the 1 item to rank; look at the ids");
  }

  @Test
  void linesThatEndInTwoWaysAreTold() throws IOException {
    String lines = "user,item,time\r\na,x,1\r\nb,x,2\r\nc,y,3\nd,y,4\r\n";
    Files.writeString(folder.resolve("mixed.csv"), lines);
    Cli cli = run("train --model popularity --interactions DIR/mixed.csv --out DIR/m");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .contains("mixed.csv cannot be read: some of its lines end in CR LF and others in LF alone")
        .hasLineCount(1);
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @Test
  void whoIsJudgedIsCounted() throws IOException {
    assertThat(evaluate("--models popularity --holdout 0.3").told())
        .contains("8 users × 8 items, 32 entries")
        .contains("judged: 8 of 8 users, by 8 entries held out, 24 trained on")
        .doesNotContain("nothing is known");
    Cli some = evaluate("--models popularity --split temporal --holdout 0.2");
    assertThat(some.exit()).isZero();
    assertThat(some.told()).contains("note: nothing is known of 1 of those users");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evaluate --models shared --search 0 | --search is 0; choose 1 or more",
        "evaluate --models shared --search 2 --dimensions 4 | dimension is set, and --search chooses it",
        "evaluate --models ease --columns user,item,rating,timestamp,page | and 'page' is none of user, item, weight, time and event; leave it out",
        "evaluate --models ease --columns who=user,item | --columns is 'who=…', which is no part of an interaction",
        "evaluate --models ease --candidates c.txt | --candidates is for --train and --test, as a split knows its own candidates; leave it out",
        "evaluate --models ease --split leave-last-out --holdout 0.3 | --holdout is for another --split, as leave-last-out holds out one entry of each user; leave it out",
        "evaluate --models ease --seed 9223372036854775807 --seeds 2 | from which there are no 2 seeds upward; choose a smaller one",
        "evaluate --models popularity --config DIR/set.txt | ridge is set, and popularity has no settings; leave it out",
        "evaluate --models shared --holdout 0.3 --encoder minilm | --encoder is for texts of items, which --items gives; leave it out",
        "train --out DIR/m --split cold-items | --split other than random or leave-last-out is for --search, which holds out alike; leave it out",
        "train --out DIR/m --split random,leave-last-out | --split other than random or leave-last-out is for",
        "evaluate --models shared --holdout 0.3 --item-columns id,title | --item-columns and --item-query go with --items",
        "train --out DIR/m --search 0 | --search is 0; choose 1 or more"
      })
  void optionsThatWouldBePassedOverAreRefused(String call, String sentence) throws IOException {
    file("set.txt", Stream.of("ridge = 3"));
    Cli cli = run(call + " --interactions DIR/events.csv");
    assertThat(cli.err()).contains(sentence).hasLineCount(1);
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--split random", "--holdout 0.2", "--k-core 1"})
  void whatIsHeldOutAlreadyIsNotCutAgain(String option) {
    Cli cli = run("evaluate --models ease --train DIR/events.csv --test DIR/events.csv " + option);
    assertThat(cli.err())
        .contains(
            option.split(" ", -1)[0]
                + " is for --interactions, as what is held out already is taken as it is; leave it out")
        .hasLineCount(1);
    assertThat(cli.exit()).isEqualTo(2);
  }

  /** One command line serves one model after another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evaluate --holdout 0.3 --models popularity --items nope.csv --item-columns id,title | popularity does not use --items, --item-columns",
        "evaluate --holdout 0.3 --models popularity,ease --dimensions 4 --search 2 --graph nope --images=nope | popularity, ease do not use --images, --graph, --search, --dimensions",
        "evaluate --holdout 0.3 --models ials,ease --dimensions 4 --search 2 | ials, ease do not use --search",
        "train --model popularity --out DIR/m --items nope.csv --dimensions 4 | popularity does not use --items, --dimensions",
        "train --model ease --out DIR/m --split cold-items | ease does not use --split",
        "train --model ials --out DIR/m --encoder none --images nope --graph nope --search 3 | ials does not use --images, --graph, --encoder, --search"
      })
  void whatNoModelUsesIsTold(String call, String sentence) {
    Cli cli = run(call + " --interactions DIR/events.csv");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
    assertThat(cli.told()).containsOnlyOnce("note: ").contains("note: " + sentence + "\n");
    assertThat(folder.resolve("m.trials.jsonl")).doesNotExist();
  }

  @Test
  void whatOneOfSeveralModelsUsesIsNoNote() {
    Cli cli =
        run(
            "evaluate --models ease,shared --holdout 0.3 --items DIR/books.csv --encoder none"
                + " --dimensions 4 --interactions DIR/events.csv");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.told()).doesNotContain("do not use").doesNotContain("does not use");
  }

  @Test
  void filesThatCannotBeWrittenAreNamedByTheirOption() {
    for (String option : List.of("--json", "--recommendations")) {
      Cli cli = evaluate(option + " DIR/none/x");
      assertThat(cli.exit()).isEqualTo(1);
      assertThat(cli.err()).contains("make it, or give another with " + option);
      assertThat(evaluate(option + " DIR").err())
          .contains(option + " is '" + folder + "', which is a folder; give a file");
    }
  }

  @Test
  void tablesWithoutRowsAreWrongData() throws IOException {
    file("empty.csv", Stream.of("user,item,title"));
    Cli cli = run("evaluate --interactions DIR/empty.csv");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).contains("empty.csv has no rows; expected one for each time");
    assertThat(run("evaluate --train DIR/events.csv --test DIR/empty.csv").err())
        .contains("empty.csv has no rows");
    assertThat(run("train --interactions DIR/events.csv --items DIR/empty.csv --out DIR/m").err())
        .contains("empty.csv has no rows; expected one for each item");
    assertThat(evaluate("--k-core 9").exit()).isEqualTo(2);
  }

  @Test
  void aDelimiterBetweenQuotesIsNone() throws IOException {
    file(
        "people.csv",
        Stream.of(
            "\"Doe, Jane\",\"b \"\"1\"\"\",5", "\"Doe, Jane\",b2,5", "Roe,b2,5", "5\" Joe,b2,1"));
    Cli cli =
        run(
            "train --interactions DIR/people.csv --columns user,item,rating --out DIR/m --model popularity");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.told()).contains("3 users × 2 items, 4 entries");
    assertThat(run("query DIR/m --user Doe,_Jane -k 1").exit()).isZero();
    file("header.csv", Stream.of("\"user, or guest\",item", "a,b", "a,c"));
    assertThat(
            run("train --interactions DIR/header.csv --columns user=user,_or_guest --out DIR/m")
                .err())
        .contains("header.csv");
  }

  @Test
  void wordsThatTheModelDoesNotKnowAreTold() {
    assertThat(
            run("train --interactions DIR/events.csv --items DIR/books.csv --encoder none --out DIR/m")
                .exit())
        .isZero();
    Cli unknown = run("query DIR/m --text quantum_chromodynamics");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("the model knows no word of --text 'quantum chromodynamics'; use words of its");
    assertThat(run("query DIR/m --text quantum_ships").exit()).isZero();
    Cli blank = run("query DIR/m --text _");
    assertThat(blank.exit()).isEqualTo(2);
    assertThat(blank.err()).contains("--text is ' ', which says nothing; give some words");
    assertThat(run("query DIR/m --text ships --encoder minilm").err())
        .contains("unknown option '--encoder'"); // the model knows what it was trained with
  }

  /** Each file of a model's folder is taken away, emptied and cut in the middle. */
  @ParameterizedTest
  @ValueSource(strings = {"shared", "ials", "ease", "item-knn", "bpr", "popularity"})
  void aFolderOfAModelThatIsNotWholeSaysWhatIsMissing(String model) throws IOException {
    boolean shared = model.equals("shared");
    String content = shared ? " --items DIR/books.csv --encoder none" : "";
    run("train --interactions DIR/events.csv --out DIR/m --model " + model + content);
    String query = "query DIR/m --user r0" + (shared ? " --text ships --explain" : "");
    String whole = run(query).out();
    assertThat(whole).isNotEmpty();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder.resolve("m"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(1);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      requireSentence(run(query), whole, file + " deleted");
      for (int length : new int[] {0, bytes.length / 2}) {
        Files.write(file, Arrays.copyOf(bytes, length));
        requireSentence(run(query), whole, file + " of " + length + " bytes");
      }
      Files.write(file, bytes);
    }
    assertThat(run(query).out()).isEqualTo(whole);
  }

  /** Either nothing was lost with it, or it is said where what is wrong, and what to do. */
  private void requireSentence(Cli cli, String whole, String what) {
    if (cli.exit() == 0) {
      assertThat(cli.out()).as(what).isEqualTo(whole);
      return;
    }
    assertThat(cli.exit()).as(what).isEqualTo(1);
    assertThat(cli.err())
        .as(what)
        .contains(folder.resolve("m").toString(), "; ")
        .doesNotContain("should not have happened", "Exception")
        .hasLineCount(1);
  }
}
