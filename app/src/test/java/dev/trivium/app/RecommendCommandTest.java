package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.recommender.LiveRecommender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trivium recommend}, over two circles of readers who each read books of their own. */
class RecommendCommandTest {
  @TempDir private Path folder;

  /** 20 readers, 12 books; who is even reads even books, all but three of them. */
  private static List<String> rows() {
    return IntStream.range(0, 20)
        .boxed()
        .flatMap(
            u ->
                IntStream.range(0, 12)
                    .filter(i -> i % 2 == u % 2 && (i / 2 + u / 2) % 6 > 1)
                    .mapToObj(
                        i -> "r%d,b%02d,%d,%d".formatted(u, i, 3 + (u + i) % 3, 1000 + 7 * u + i)))
        .toList();
  }

  @BeforeEach
  void write() throws IOException {
    file("events.csv", Stream.concat(Stream.of("user,item,rating,timestamp"), rows().stream()));
    file(
        "books.tsv",
        IntStream.range(0, 12)
            .mapToObj(
                i -> "b%02d\tBook %d\t%s".formatted(i, i, i % 2 == 0 ? "sea ships" : "love city")));
  }

  private Path file(String name, Stream<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines.toList());
  }

  private Cli run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "recommend";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = arguments[i].replace("DIR", folder.toString());
    }
    return Cli.run("npm", all);
  }

  private Cli good(String... arguments) {
    Cli cli = run(arguments);
    assertThat(cli.exit()).as(cli.err()).isZero();
    return cli;
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  private static void duck(String sql) throws SQLException {
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"popularity", "item-knn", "ease", "ials", "bpr", "lightgcn", "item2vec", "shared"})
  void aModelThatIsTrainedAnswersAsItWasTrained(String model) throws IOException {
    // heavier zeros, as data this dense ask for by default, set apart books that nobody read both
    file("zeros.conf", Stream.of("ials.unobservedWeight = 0.1", "shared.unobservedWeight = 0.1"));
    String[] train = {"train", "--interactions", "DIR/events.csv", "--out", "DIR/model"};
    good(with(train, "--model", model, "--config", "DIR/zeros.conf"));
    Cli known = good("query", "DIR/model", "--user", "r0", "-k", "2");
    assertThat(known.out()).isEqualTo(good("query", "DIR/model", "--user", "r0", "-k", "2").out());
    if (List.of("item-knn", "ease", "ials", "shared").contains(model)) {
      assertThat(items(known)).containsExactlyInAnyOrder("b00", "b02");
      Cli stranger = good("query", "DIR/model", "--history", "b01,b03,b05", "-k", "3");
      assertThat(items(stranger)).containsExactlyInAnyOrder("b07", "b09", "b11");
    }
    assertThat(known.out()).matches("(?s)(b\\d\\d\\t-?[0-9.]+\\n){2}");
  }

  /** By default zeros weigh as the density of the data says, which is heavily here. */
  @ParameterizedTest
  @ValueSource(strings = {"ials", "shared"})
  void aStrangerIsAnsweredAtTheDefaults(String model) {
    good("train", "--interactions", "DIR/events.csv", "--out", "DIR/model", "--model", model);
    assertThat(items(good("query", "DIR/model", "--user", "r0", "-k", "2")))
        .containsExactlyInAnyOrder("b00", "b02");
    assertThat(items(good("query", "DIR/model", "--history", "b01,b03,b05", "-k", "2")))
        .hasSize(2)
        .isSubsetOf("b07", "b09", "b11");
  }

  /** Not there, cut short, or of a later version: one sentence. */
  @ParameterizedTest
  @ValueSource(strings = {"item-knn", "ease", "bpr", "lightgcn", "item2vec"})
  void aModelsFolderThatIsDamagedIsSaid(String model) throws IOException {
    good("train", "--interactions", "DIR/events.csv", "--out", "DIR/model", "--model", model);
    Path learnt = folder.resolve("model/learnt.safetensors");
    byte[] whole = Files.readAllBytes(learnt);
    String[] query = {"query", "DIR/model", "--user", "r0"};
    for (int n : new int[] {0, 7, 50, whole.length / 2, whole.length - 1}) {
      Files.write(learnt, Arrays.copyOf(whole, n));
      Cli cut = run(query);
      assertThat(cut.exit()).as(model + " cut to " + n).isEqualTo(1);
      assertThat(cut.err()).contains("learnt.safetensors is ").hasLineCount(1);
    }
    Files.delete(learnt);
    assertThat(run(query).err()).contains("learnt.safetensors is not there; train the model again");
    Path manifest = folder.resolve("model/model.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 9"));
    assertThat(run(query).err()).contains("is of version 9, and this Trivium reads version 1");
  }

  /** A model that took up changes while it was served is not written over. */
  @Test
  void whatWasChangedLiveIsNotLost() {
    String[] train = {"train", "--interactions", "DIR/events.csv", "--out", "DIR/model"};
    String[] quick = with(train, "--model", "ials");
    good(quick);
    try (LiveRecommender live = LiveRecommender.open(folder.resolve("model/space"))) {
      assertThat(run(quick).err()).contains("model/space is open for updates already");
      live.remove("b00");
    }
    Cli again = run(quick);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("holds changes that were made while it was served, 1 of them");
    try (LiveRecommender live = LiveRecommender.open(folder.resolve("model/space"))) {
      assertThat(live.snapshot().hasItem("b00")).isFalse();
    }
  }

  /** An address may hold a password. */
  @Test
  void addressesOfDatabasesAreNotTold() {
    Cli cli =
        run("evaluate", "--interactions", "jdbc:none://me:secret@host/db", "--models", "ease");
    assertThat(cli.err()).contains("jdbc:none database: say with --query").doesNotContain("secret");
    Cli asked =
        run("evaluate", "--interactions", "jdbc:none://me:secret@host/db", "--query", "SELECT 1");
    assertThat(asked.exit()).isEqualTo(1);
  }

  private static List<String> items(Cli cli) {
    return cli.out().lines().map(line -> line.split("\t", -1)[0]).toList();
  }

  /** The same rows, in every form they may come in. */
  @Test
  void everyFormGivesTheSameModel() throws Exception {
    String csv = answer("--interactions", "DIR/events.csv");
    file("plain.tsv", rows().stream().map(r -> r.replace(',', '\t')));
    file("ratings.dat", rows().stream().map(r -> r.replace(",", "::")));
    file(
        "semicolons.txt",
        Stream.concat(
            Stream.of("\"User-ID\";\"ISBN\";\"rating\";\"ts\""),
            rows().stream().map(r -> r.replace(',', ';'))));
    String events = folder.resolve("events.csv").toString();
    duck("COPY (SELECT * FROM '%s') TO '%s/events.parquet'".formatted(events, folder));
    duck("COPY (SELECT * FROM '%s') TO '%s/events.jsonl'".formatted(events, folder));
    duck("COPY (SELECT * FROM '%s') TO '%s/events.csv.gz'".formatted(events, folder));
    String columns = "user,item,rating,time";
    assertThat(answer("--interactions", "DIR/plain.tsv", "--columns", columns)).isEqualTo(csv);
    assertThat(answer("--interactions", "DIR/ratings.dat", "--columns", columns)).isEqualTo(csv);
    assertThat(answer("--interactions", "DIR/semicolons.txt")).isEqualTo(csv);
    assertThat(answer("--interactions", "DIR/events.parquet")).isEqualTo(csv);
    assertThat(answer("--interactions", "DIR/events.jsonl")).isEqualTo(csv);
    assertThat(answer("--interactions", "DIR/events.csv.gz")).isEqualTo(csv);
    assertThat(
            answer(
                "--interactions",
                "DIR/events.parquet",
                "--query",
                "SELECT item AS page, \"user\" AS visitor, rating FROM data",
                "--columns",
                "user=visitor,item=page"))
        .isEqualTo(csv);
    duck(
        "ATTACH '%s/shop.db' AS shop; CREATE TABLE shop.bought AS FROM '%s'"
            .formatted(folder, events));
    assertThat(
            answer("--interactions", "jdbc:duckdb:DIR/shop.db", "--query", "SELECT * FROM bought"))
        .isEqualTo(csv);
  }

  private String answer(String... arguments) {
    String[] train = {"train", "--out", "DIR/model", "--model", "ials"};
    good(with(train, arguments));
    return good("query", "DIR/model", "--user", "r3").out();
  }

  @Test
  void movieLensFoldersAreKnown() throws IOException {
    file("u.data", rows().stream().map(r -> r.replace(',', '\t')));
    Files.writeString(
        folder.resolve("u.item"),
        "b00|Caf\u00e9 (1995)|01-Jan-1995\n",
        StandardCharsets.ISO_8859_1);
    Cli cli = good("train", "--interactions", "DIR", "--out", "DIR/model", "--encoder", "none");
    assertThat(cli.told()).contains("read u.data", "read u.item", "20 users × 12 items");
    Files.delete(folder.resolve("u.data"));
    file(
        "ratings.csv",
        Stream.concat(Stream.of("userId,movieId,rating,timestamp"), rows().stream()));
    file("movies.csv", Stream.of("movieId,title,genres", "b00,\"Heat, \"\"The\"\" (1995)\",A|B"));
    file("tags.csv", Stream.of("userId,movieId,tag,timestamp", "1,b00,robbery,5", "2,b00,bank,6"));
    assertThat(
            good("train", "--interactions", "DIR", "--out", "DIR/model", "--encoder", "none")
                .told())
        .contains("read ratings.csv", "read movies.csv");
  }

  @Test
  void modelsAreJudgedOnPartsThatAreGiven() throws IOException {
    List<String> all = rows();
    file("train.tsv", all.stream().filter(r -> !r.contains(",b04")).map(r -> r.replace(',', '\t')));
    file("test.tsv", all.stream().filter(r -> r.contains(",b04")).map(r -> r.replace(',', '\t')));
    file("candidates.txt", Stream.of("b04", "b05", "b06", "b07"));
    Cli cli =
        good(
            "evaluate",
            "--train",
            "DIR/train.tsv",
            "--test",
            "DIR/test.tsv",
            "--candidates",
            "DIR/candidates.txt",
            "--columns",
            "user,item,rating,time",
            "--items",
            "DIR/books.tsv",
            "--item-columns",
            "id,title,genre",
            "--encoder",
            "none",
            "--models",
            "shared",
            "--k",
            "2",
            "--recommendations",
            "DIR/recs.tsv",
            "--json",
            "DIR/report.json");
    assertThat(cli.out()).contains("NDCG@2", "cold items");
    List<String> lists = Files.readAllLines(folder.resolve("recs.tsv"));
    assertThat(lists).allMatch(line -> line.matches("r\\d+\tb0[4-7]"));
    assertThat(lists.stream().filter(line -> line.startsWith("r2\t")).findFirst())
        .contains("r2\tb04"); // that nobody has read, of the kind that r2 reads
    assertThat(Files.readString(folder.resolve("report.json"))).contains("\"NDCG@2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--split=leave-last-out",
        "--split=temporal",
        "--split=cold-items",
        "--holdout=0.3"
      })
  void everySplitIsJudged(String split) {
    Cli cli =
        good(
            "evaluate",
            "--interactions",
            "DIR/events.csv",
            split,
            "--models",
            "popularity,ease",
            "--seeds",
            "2",
            "--recommendations",
            "DIR/recs.tsv");
    assertThat(cli.out()).contains("popularity", "ease", "CPU s", "to popularity, p = ");
    assertThat(folder.resolve("recs.ease-2.tsv")).exists();
    assertThat(folder.resolve("recs.popularity-1.tsv")).exists();
  }

  @Test
  void vectorsGoOut() throws Exception {
    good(
        "train",
        "--interactions",
        "DIR/events.csv",
        "--out",
        "DIR/model",
        "--dimensions",
        "4",
        "--model",
        "ials");
    good("export", "DIR/model", "--out", "DIR/items.txt");
    assertThat(Files.readAllLines(folder.resolve("items.txt"))).hasSize(13).startsWith("12 4");
    good(
        "export",
        "DIR/model",
        "--out",
        "DIR/users.parquet",
        "--of",
        "users",
        "--format",
        "parquet");
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement();
        var rows =
            s.executeQuery(
                "SELECT count(*), min(len(vector)), min(id) FROM '%s/users.parquet'"
                    .formatted(folder))) {
      rows.next();
      assertThat(List.of(rows.getInt(1), rows.getInt(2))).containsExactly(20, 4);
      assertThat(rows.getString(3)).isEqualTo("r0");
    }
    good("train", "--interactions", "DIR/events.csv", "--out", "DIR/model", "--model", "ease");
    assertThat(run("export", "DIR/model", "--out", "DIR/x.txt").err())
        .contains("is ease, which has no vectors; train one that has, say shared");
  }

  @Test
  void settingsComeFromAFile() throws IOException {
    file("a.properties", Stream.of("ials.dimension = 3", "ease.regularization = 5"));
    file("b.json", Stream.of("{\"ials\": {\"dimension\": 3}, \"ease\": {\"regularization\": 5}}"));
    for (String name : List.of("a.properties", "b.json")) {
      good(
          "train",
          "--interactions",
          "DIR/events.csv",
          "--out",
          "DIR/model",
          "--model",
          "ials",
          "--config",
          "DIR/" + name);
      good("export", "DIR/model", "--out", "DIR/items.txt");
      assertThat(Files.readAllLines(folder.resolve("items.txt"))).startsWith("12 3");
    }
    file("c.properties", Stream.of("ials.dimensions = 3"));
    String[] train = {
      "train",
      "--interactions",
      "DIR/events.csv",
      "--out",
      "DIR/m",
      "--model",
      "ials",
      "--config",
      "DIR/c.properties"
    };
    assertThat(run(train).err())
        .contains("there is no setting 'dimensions'; did you mean dimension?");
    file("c.properties", Stream.of("ials.dimension = 0"));
    assertThat(run(train).err()).contains("dimension is 0; choose a whole number from 1");
    file("c.properties", Stream.of("ials.dimension = many"));
    assertThat(run(train).err()).contains("dimension is 'many'; expected a number");
    assertThat(folder.resolve("m")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,c/1,2,3 | the first line of DIR/bad.csv is 'a,b,c', which names no columns that are known",
        "user,item/1,2/1,2,3 | bad.csv cannot be read: Invalid Input Error: CSV Error on Line: 3",
        "user,item,rating/1,2,-3 | bad.csv, data row 1: the weight is -3.0; expected a finite number above 0",
        "user,item,rating/1,2,nan | bad.csv, data row 1: the weight is NaN",
        "user,item/,2 | bad.csv, data row 1: there is no user; give every row one",
        "user,item/1,\"2\t\" | bad.csv, data row 1: the item id '2\\t' holds a tab",
        "user,item,time/1,2,noon | bad.csv, data row 1: the time is 'noon'; expected",
        "user,item | bad.csv has no rows; expected one for each time that a user took up an item"
      })
  void whatCannotBeReadIsSaid(String content, String message) throws IOException {
    file("bad.csv", Arrays.stream(content.split("/", -1)));
    Cli cli = run("train", "--interactions", "DIR/bad.csv", "--out", "DIR/model");
    assertThat(cli.exit()).isNotZero();
    assertThat(cli.err()).contains(message.strip().replace("DIR", folder.toString()));
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void databasesThatRefuseAreQuoted() throws Exception {
    duck("COPY (SELECT 1 AS a, 2 AS b) TO '%s/other.parquet'".formatted(folder));
    assertThat(run("train", "--interactions", "DIR/other.parquet", "--out", "DIR/m").err())
        .contains("other.parquet has the columns a, b, none of them called user");
    assertThat(
            run(
                    "train",
                    "--interactions",
                    "DIR/other.parquet",
                    "--query",
                    "SELEC 1",
                    "--out",
                    "DIR/m")
                .err())
        .contains("the query's answer cannot be read: Parser Error: syntax error at or near");
    assertThat(run("train", "--interactions", "jdbc:duckdb:", "--out", "DIR/m").err())
        .contains("say with --query which of its rows are meant");
    assertThat(
            run("train", "--interactions", "jdbc:none:x", "--query", "SELECT 1", "--out", "DIR/m")
                .err())
        .contains("No suitable driver");
    Files.write(folder.resolve("cut.parquet"), new byte[] {'P', 'A', 'R', '1', 0, 0});
    assertThat(run("train", "--interactions", "DIR/cut.parquet", "--out", "DIR/m").err())
        .contains("cut.parquet cannot be read");
  }

  @Test
  void whatIsDoubtfulIsCountedAloud() throws IOException {
    List<String> lines =
        Stream.of(
                Stream.of("user,item,rating,timestamp"),
                rows().stream(),
                Stream.of("r1,b01,1,3999999999", "r1,b03,5,5", "r1,b03,5,6"))
            .flatMap(s -> s)
            .collect(Collectors.toList());
    file("more.csv", lines.stream());
    file("few.tsv", Stream.of("id\ttitle", "b01\tShips", "b77\t "));
    Cli cli =
        good(
            "train",
            "--interactions",
            "DIR/more.csv",
            "--items",
            "DIR/few.tsv",
            "--out",
            "DIR/m",
            "--encoder",
            "none",
            "--min-rating",
            "2");
    assertThat(cli.told())
        .contains("note: 1 of 83 rows weighed too little")
        .contains("note: 1 row repeated a user and an item")
        .contains("note: no text came with 1 item;");
    assertThat(good("train", "--interactions", "DIR/more.csv", "--out", "DIR/m").told())
        .contains("note: the time of 1 row lay in the future");
  }

  @Test
  void whatIsAskedWronglyIsSaid() throws IOException {
    good("train", "--interactions", "DIR/events.csv", "--out", "DIR/model", "--model", "ease");
    assertThat(run("query", "DIR/model", "--user", "nobody").err())
        .contains("user 'nobody' is not among the 20");
    assertThat(run("query", "DIR/model", "--history", "b01,zz").err())
        .contains("item 'zz' is not among the 12 that the model knows");
    assertThat(run("query", "DIR/model").err())
        .contains("give --user, --history, --text or --image");
    assertThat(run("query", "DIR", "--user", "r0").err())
        .contains("is no folder of a model; give one that 'trivium recommend train' wrote");
    assertThat(run("evaluate", "--interactions", "DIR/events.csv", "--models", "oracle").err())
        .contains("--models is 'oracle'; choose popularity, item-knn, ease");
    assertThat(run("evaluate", "--train", "DIR/events.csv").err())
        .contains("give either --interactions, or --train and --test");
    assertThat(run("evaluate", "--train", "DIR/events.csv", "--test", "DIR/events.csv").err())
        .contains("nothing is held out: whatever stands in events.csv stands in events.csv too");
    Path interactions = folder.resolve("model/interactions.bin");
    byte[] bytes = Files.readAllBytes(interactions);
    Files.write(interactions, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(run("query", "DIR/model", "--user", "r0").err())
        .contains("interactions.bin is cut short; write it again");
    Path manifest = folder.resolve("model/model.json");
    String later = Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 7");
    Files.writeString(manifest, later);
    assertThat(run("query", "DIR/model", "--user", "r0").err())
        .contains("is of version 7, and this Trivium reads version 1");
    Files.writeString(manifest, "{\"format\": 1");
    assertThat(run("query", "DIR/model", "--user", "r0").err()).contains("model.json is damaged");
  }

  @Test
  void aSharedSpaceAnswersTextsMixturesAndWhy() throws IOException {
    List<String> books = new ArrayList<>(Files.readAllLines(folder.resolve("books.tsv")));
    books.addAll(List.of("new1\tNew\tsea ships", "new2\tNew\tlove city", "new3\t \t "));
    file("books.tsv", books.stream());
    Cli cli =
        good(
            "train",
            "--interactions",
            "DIR/events.csv",
            "--items",
            "DIR/books.tsv",
            "--item-columns",
            "id,title,genre",
            "--out",
            "DIR/model",
            "--encoder",
            "none",
            "--dimensions",
            "8");
    assertThat(cli.told()).contains("note: no text came with 1 item;");
    assertThat(items(good("query", "DIR/model", "--user", "r0", "-k", "3")))
        .containsExactlyInAnyOrder("b00", "b02", "new1"); // nobody has read the new one
    assertThat(items(good("query", "DIR/model", "--text", "ships", "-k", "7")))
        .containsExactlyInAnyOrder("b00", "b02", "b04", "b06", "b08", "b10", "new1");
    List<String> mixed =
        items(good("query", "DIR/model", "--user", "r0", "--text", "love city", "-k", "6"));
    assertThat(mixed).contains("new1", "new2");
    Cli why = good("query", "DIR/model", "--history", "b04,b06", "--explain", "-k", "1");
    assertThat(why.out())
        .matches("\\S+\t-?[.0-9]+\t\\w+ [-+][.0-9]+, \\w+ [-+][.0-9]+\tb0[46] [^\t]+\n");
    assertThat(run("query", "DIR/model", "--history", "zz").err()).contains("item 'zz' is not");
    file("links.edges", Stream.of("b00 b02", "b02 b04", "b01 b03"));
    good(
        "train",
        "--interactions",
        "DIR/events.csv",
        "--graph",
        "DIR/links.edges",
        "--out",
        "DIR/model");
    assertThat(good("query", "DIR/model", "--user", "r0", "--explain", "-k", "1").out())
        .contains("graph ");
    Files.createDirectories(folder.resolve("none"));
    assertThat(
            run(
                    "train",
                    "--interactions",
                    "DIR/events.csv",
                    "--images",
                    "DIR/none",
                    "--out",
                    "DIR/m")
                .err())
        .contains("where there is no picture; give a folder of files such as ID.jpg");
    good("export", "DIR/model", "--out", "DIR/items.npy", "--format", "npy");
    assertThat(folder.resolve("items.npy")).exists();
    good("train", "--interactions", "DIR/events.csv", "--out", "DIR/model", "--model", "ease");
    assertThat(run("query", "DIR/model", "--text", "ships").err())
        .contains("the model is ease, which answers either --user or --history");
  }

  @Test
  void settingsAreSearchedAndTheSearchGoesOn() throws IOException {
    String[] train = {
      "train",
      "--interactions",
      "DIR/events.csv",
      "--out",
      "DIR/model",
      "--search",
      "3",
      "--split",
      "random,leave-last-out"
    };
    Cli first = good(train);
    assertThat(first.told()).contains("best of 3 settings, NDCG@10");
    Path journal = folder.resolve("model.trials.jsonl");
    byte[] before = Files.readAllBytes(journal);
    assertThat(good(train).out()).isEqualTo(first.out());
    assertThat(Files.readAllBytes(journal)).isEqualTo(before);
    assertThat(
            good(
                    "evaluate",
                    "--interactions",
                    "DIR/events.csv",
                    "--split",
                    "leave-last-out",
                    "--models",
                    "shared",
                    "--search",
                    "2")
                .told())
        .contains("best of 2 settings");
  }
}
