package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.embedding.Word2VecText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The verbs of {@code trivium graph}, on two cliques of eight nodes joined by one edge. */
class GraphCommandTest {
  private static final String SMALL =
      "--dimensions 8 --walk-length 10 --walks 4 --window 3 --threads 1";

  @TempDir Path dir;
  private Path edges;
  private Path labels;

  @BeforeEach
  void cliques() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      for (int u = 0; u < 8; u++) {
        for (int v = u + 1; v < 8; v++) {
          lines.add((8 * side + u) + " " + (8 * side + v));
        }
      }
    }
    lines.add("7 8");
    edges = Files.write(dir.resolve("cliques.edges"), lines);
    labels =
        Files.write(
            dir.resolve("cliques.labels"),
            IntStream.range(0, 16).mapToObj(v -> v + (v < 8 ? " left" : " right")).toList());
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content);
  }

  /** Runs {@code graph VERB --edges FILE} with more options, {@code @} standing for the folder. */
  private Cli graph(String verb, Path file, String more) {
    List<String> args = new ArrayList<>(List.of("graph", verb, "--edges", file.toString()));
    Arrays.stream(more.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace("@", dir.toString()))
        .forEach(args::add);
    return Cli.run("npm", args.toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    }
  }

  private static void fine(Cli cli) {
    assertThat(cli.err()).isEmpty();
    assertThat(cli.exit()).isZero();
  }

  @Test
  void aloneItPrintsItsHelp() {
    Cli cli = Cli.run("npm", "graph");
    assertThat(cli.out()).contains("walks", "embed", "link-prediction", "classify", "communities");
    fine(cli);
    for (String verb : List.of("walks", "embed", "link-prediction", "classify", "communities")) {
      Cli help = Cli.run("npm", "graph", verb, "--help");
      assertThat(help.out()).contains("--edges", "--walk-length", "(80)", "--seed", "--verbose");
      fine(help);
    }
  }

  @Test
  void walksAreLinesOfIdsAlongEdges() throws IOException {
    fine(
        graph(
            "walks",
            edges,
            "--out @/a.walks --walk-length 12 --walks 3 --p 0.5 --q 2 --threads 2"));
    List<String> known = Files.readAllLines(edges);
    List<String> walks = Files.readAllLines(dir.resolve("a.walks"));
    assertThat(walks).hasSize(48);
    for (String walk : walks) {
      String[] nodes = walk.split(" ", -1);
      assertThat(nodes).hasSize(12);
      for (int i = 1; i < nodes.length; i++) {
        assertThat(known)
            .containsAnyOf(nodes[i - 1] + " " + nodes[i], nodes[i] + " " + nodes[i - 1]);
      }
    }
    fine(
        graph(
            "walks",
            edges,
            "--out @/b.walks --walk-length 12 --walks 3 --p 0.5 --q 2 --threads 1"));
    assertThat(dir.resolve("b.walks")).hasSameBinaryContentAs(dir.resolve("a.walks"));
    fine(graph("walks", edges, "--out @/b.walks --walk-length 12 --walks 3 --seed 2"));
    assertThat(Files.readAllLines(dir.resolve("b.walks"))).isNotEqualTo(walks);
  }

  @Test
  void vectorsAreTextOrAFolderByTheirName() throws IOException {
    Cli cli = graph("embed", edges, SMALL + " --out @/v.txt");
    fine(cli);
    assertThat(cli.told())
        .contains("cliques.edges: 16 nodes, 57 edges, undirected, unweighted\n")
        .containsPattern("node2vec +\\d")
        .containsPattern("write v.txt +\\d");
    assertThat(cli.out()).isEmpty();
    EmbeddingTable text = Word2VecText.read(dir.resolve("v.txt"));
    assertThat(text.ids()).hasSize(16).startsWith("0", "1");
    fine(graph("embed", edges, SMALL + " --out @/v"));
    fine(graph("embed", edges, SMALL + " --out @/v")); // a table in place of a table
    EmbeddingTable folder = TableFolder.read(dir.resolve("v"));
    assertThat(folder.matrix().array()).isEqualTo(text.matrix().array());
    assertThat(folder.provenance().maker()).isEqualTo("node2vec");
    fine(graph("embed", edges, SMALL + " --out @/w.d/ --algorithm deepwalk"));
    assertThat(TableFolder.read(dir.resolve("w.d")).provenance().maker()).isEqualTo("deepwalk");
  }

  @Test
  void theSameSeedTheSameBytes() {
    String call = " --dimensions 8 --walk-length 10 --repeatable --seed 5 --out @/";
    fine(graph("embed", edges, call + "a.txt --threads 1"));
    fine(graph("embed", edges, call + "b.txt --threads 2"));
    assertThat(dir.resolve("a.txt")).hasSameBinaryContentAs(dir.resolve("b.txt"));
    fine(graph("embed", edges, call.replace("--repeatable", "--no-repeatable") + "c.txt"));
    assertThat(Word2VecText.read(dir.resolve("c.txt")).ids()).hasSize(16);
  }

  @Test
  void aDryRunSaysWhatItTakesAndWritesNothing() throws IOException {
    List<String> before = files();
    Cli embed = graph("embed", edges, "--out @/v.txt --dry-run");
    fine(embed);
    assertThat(embed.told()).contains("16 nodes, 57 edges");
    assertThat(embed.out())
        .startsWith("node2vec: about ")
        .contains("at most 12800 steps of walks", "multiply-adds")
        .containsPattern("; (less than a|about \\d+) (second|minute)s?, as far as a trial");
    Cli walks = graph("walks", edges, "--out @/w.txt --dry-run");
    assertThat(walks.out()).startsWith("walks: about ").doesNotContain("multiply");
    Cli links = graph("link-prediction", edges, "--dry-run --out @/lp --algorithm node2vec,fastrp");
    fine(links);
    assertThat(links.out()).contains("node2vec: about ", "fastrp: about ");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void whatIsReadIsNotWrittenOver() throws IOException {
    String content = Files.readString(edges);
    Cli cli = graph("embed", edges, SMALL + " --out " + dir + "/./" + edges.getFileName());
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).contains("which is also --edges and would be overwritten; give another");
    Path link = Files.createSymbolicLink(dir.resolve("link.txt"), edges);
    assertThat(graph("walks", edges, "--out " + link).exit()).isEqualTo(2);
    assertThat(edges).hasContent(content);
  }

  @Test
  void linksAreJudgedAndTheSplitsKept() throws IOException {
    Cli cli =
        graph(
            "link-prediction",
            edges,
            "--dimensions 8 --threads 1 --holdout 0.3 --seeds 2 --scorers cosine,Hadamard"
                + " --algorithm fastrp --out @/lp");
    fine(cli);
    assertThat(cli.out())
        .contains("links of cliques.edges", "AUC", "Hits@50", "±")
        .contains("fastrp cosine", "fastrp Hadamard", "Jaccard", "preferential attachment");
    assertThat(cli.told()).contains("fastrp, seed 1", "fastrp, seed 2");
    Path lp = dir.resolve("lp");
    assertThat(lp.resolve("report.txt")).hasContent(cli.out().strip());
    JsonNode json = new ObjectMapper().readTree(lp.resolve("report.json").toFile());
    assertThat(json.path("configuration").path("holdout").asText()).isEqualTo("0.3, at random");
    assertThat(json.path("configuration").path("fastrp.dimension").asInt()).isEqualTo(8);
    assertThat(json.path("contenders")).hasSize(6);
    List<String> train = Files.readAllLines(lp.resolve("split-2.train.edges"));
    List<String> held = Files.readAllLines(lp.resolve("split-2.test.pos"));
    assertThat(held).hasSize(17);
    assertThat(Stream.concat(train.stream(), held.stream()).toList())
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(edges));
    assertThat(Files.readAllLines(lp.resolve("split-2.test.neg")))
        .hasSize(17)
        .doesNotContainAnyElementsOf(Files.readAllLines(edges));
  }

  @Test
  void linksCanBeSplitByTime() throws IOException {
    String timed =
        IntStream.range(0, 40)
            .mapToObj(i -> "n" + i % 7 + "," + "n" + (i * i + 3 * i) % 11 + "," + (1000 + i))
            .collect(Collectors.joining("\n", "who,whom,when\n", "\n"));
    Path file = write("timed.csv", timed);
    String call =
        "--columns who,whom,,when --algorithm fastrp --dimensions 4 --seeds 1 --no-baselines";
    Cli share = graph("link-prediction", file, call + " --temporal --holdout 0.4 --json");
    fine(share);
    assertThat(
            new ObjectMapper().readTree(share.out()).path("configuration").path("holdout").asText())
        .isEqualTo("0.4, the latest");
    assertThat(share.told()).contains("links of timed.csv").doesNotContain("Jaccard");
    Cli cut = graph("link-prediction", file, call + " --time 1024 --json");
    fine(cut);
    assertThat(new ObjectMapper().readTree(cut.out()).path("contenders")).isNotEmpty();
  }

  @Test
  void labelsAndCommunitiesAreJudged() throws IOException {
    String call = SMALL.replace("4", "40") + " --seeds 2 --labels " + labels;
    Cli cli = graph("classify", edges, call + " --train 0.25,0.5 --json");
    fine(cli);
    JsonNode contenders = new ObjectMapper().readTree(cli.out()).path("contenders");
    assertThat(contenders).hasSize(2);
    assertThat(contenders.get(1).path("name").asText()).isEqualTo("node2vec, 50 % train");
    assertThat(contenders.get(1).path("figures").path("micro-F1").path("value").asDouble())
        .isGreaterThan(0.8);
    Cli communities = graph("communities", edges, call);
    fine(communities);
    assertThat(communities.out()).contains("communities of cliques.edges", "NMI");
  }

  @Test
  void whatIsUnusualIsSaid() throws IOException {
    Path odd = write("odd.edges", "a b\nb a\na b\na a\nb c\n");
    Cli plain = graph("embed", odd, SMALL + " --out @/v.txt");
    fine(plain);
    assertThat(plain.told())
        .contains("odd.edges: 3 nodes, 3 edges,")
        .contains("note: 2 duplicate edges were merged\n")
        .contains("note: 1 self-loop is kept: walks may take it\n")
        .contains("note: --dimensions is 8 for 3 nodes");
    Cli weighted =
        graph("embed", write("w.edges", "a b 2\nb a 3\n"), SMALL + " --weighted --out @/v.txt");
    assertThat(weighted.told())
        .contains("1 duplicate edge was merged, weights added up", ", weighted\n");
    Path alone =
        write(
            "alone.gml",
            "graph [ node [ id 1 ] node [ id 2 ] node [ id 3 ] edge [ source 1 target 2 ] ]");
    Cli isolated = graph("embed", alone, SMALL + " --out @/v.txt");
    fine(isolated);
    assertThat(isolated.told()).contains("note: 1 node is without any edge");
    float[] vector = Word2VecText.read(dir.resolve("v.txt")).vector("3");
    assertThat(vector).containsOnly(0f);
  }

  @Test
  void labelsOfNodesThatAreNotThereAreCounted() throws IOException {
    Files.writeString(labels, Files.readString(labels) + "x left\ny right\n");
    Cli cli = graph("classify", edges, SMALL + " --seeds 1 --labels " + labels);
    fine(cli);
    assertThat(cli.told())
        .contains(
            "note: 2 labelled nodes are not in the graph, such as 'x'; each counts as a vector of"
                + " zeros");
    Path other = write("other.labels", "x left\ny right\n");
    Cli none = graph("classify", edges, SMALL + " --labels " + other);
    assertThat(none.err())
        .contains("other.labels: none of its 2 nodes is in the graph, the first is 'x'");
    assertThat(none.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "embed --p 0 | --p is 0.0; choose a number from 1e-6 to 1e6, 1 for no preference",
        "embed --walks 0 | --walks is 0; choose 1 or more, say 10",
        "embed --walk-length 0 | --walk-length is 0; choose 1 or more, say 80",
        "embed --restart 1 | --restart is 1.0; choose a number from 0 to below 1, say 0.15",
        "embed --dimensions 0 | --dimensions is 0; choose 1 or more, say 128",
        "embed --dimensions 5000 | --dimensions is 5000; choose at most 4096, say 128",
        "embed --negatives 0 | --negatives is 0; choose 1 to 10000, say 5",
        "embed --threads 0 | --threads is 0; choose 1 or more, say the number of cores",
        "embed --algorithm word2vec | --algorithm is 'word2vec'; choose node2vec, deepwalk or fastrp",
        "embed --algorithm node2vec,fastrp | --algorithm names 2; choose one to write",
        "embed --delimiter pipe | --delimiter is 'pipe'; choose blanks, tab, comma or semicolon",
        "embed --columns a,b,c,d,e | --columns is 'a,b,c,d,e', which names 5; name at most source, target, weight and time",
        "link-prediction --time 3 --holdout 0.2 | --holdout is for splits without --time, which is itself the cut; leave it out",
        "embed --columns a,b,c | --columns names the weight 'c', which is read with --weighted; give it too, or leave the name out",
        "walks --columns a,b,,t | --columns names the time 't', which is read with --temporal or --time of link-prediction; give it too, or leave the name out",
        "walks --threads -1 | --threads is -1; choose 1 or more, say the number of cores",
        "link-prediction --out - | --out is '-', standard output, and a folder is written here; give a folder",
        "link-prediction --holdout 1 | --holdout is 1.0; choose more than 0 and less than 1, say 0.5",
        "link-prediction --scorers cosine,cos | --scorers is 'cos'; choose cosine, dot, hadamard, average, l1 or l2",
        "link-prediction --negatives 5 | --negatives is '5'; choose uniform, degree or two-hop",
        "link-prediction --seeds 0 | --seeds is 0; choose 1 or more, say 3",
        "link-prediction --seeds 3 --seed 9223372036854775807 | --seed is 9223372036854775807, from which there are no 3 seeds upward; choose a smaller one, say 1",
        "walks --threads 1073741824 | --threads is 1073741824; choose at most 1024, say the number of cores",
        "classify --train 0.5,0.1,0.50 | --train is [0.5, 0.1, 0.5]; give each share once",
        "classify --train 1.5 | --train is 1.5; choose more than 0 and less than 1, say 0.5",
        "classify --train 0.01 | --train is 0.01, 0 of 16 labelled nodes; choose one that leaves some on either side",
      })
  void aWrongOptionIsOneSentenceAndExitCode2(String call, String sentence) throws IOException {
    List<String> before = files();
    String verb = call.substring(0, call.indexOf(' '));
    String needs =
        switch (verb) {
          case "classify" -> " --algorithm fastrp --labels " + labels;
          case "link-prediction" -> "";
          default -> " --out @/new.txt";
        };
    Cli cli = graph(verb, edges, call.substring(verb.length()) + needs);
    String name = "trivium graph " + verb;
    assertThat(cli.err()).isEqualTo("%s: %s; see '%s --help'\n".formatted(name, sentence, name));
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(files()).isEqualTo(before);
  }

  /** One command line serves one algorithm after another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "embed --out @/v.txt --window 3 --epochs=2 --restart 0.1 | --restart, --window, --epochs",
        "embed --out @/v.txt --negatives 2 --p 0.5 --q=2 --repeatable | --p, --q, --negatives",
        "embed --out @/v.txt --training-negatives 2 | --training-negatives",
        "classify --labels @/cliques.labels --seeds 1 --walks 3 --walk-length 9 | --walk-length, --walks",
        "link-prediction --seeds 1 --training-negatives 2 --negatives degree | --training-negatives"
      })
  void whatFastrpDoesNotUseIsTold(String call, String unused) {
    int verb = call.indexOf(' ');
    String options = call.substring(verb) + " --dimensions 8 --algorithm fastrp";
    Cli cli = graph(call.substring(0, verb), edges, options);
    fine(cli);
    assertThat(cli.told())
        .containsOnlyOnce("note: ")
        .contains("note: fastrp does not use " + unused + "\n");
  }

  @Test
  void whatFastrpAlwaysIsAndWhatAnotherAlgorithmUsesIsNoNote() {
    String fastrp = " --dimensions 8 --algorithm fastrp";
    Cli repeatable = graph("embed", edges, "--repeatable --out @/v.txt" + fastrp);
    fine(repeatable);
    assertThat(repeatable.told()).doesNotContain("note: ");
    Cli both = graph("link-prediction", edges, SMALL + " --seeds 1 --algorithm deepwalk,fastrp");
    fine(both);
    assertThat(both.told()).doesNotContain("note: ");
    Cli biased =
        graph(
            "link-prediction",
            edges,
            SMALL + " --seeds 1 --p 2 --algorithm deepwalk,node2vec --json");
    fine(biased);
    assertThat(biased.told()).doesNotContain("note: ");
    assertThat(biased.out()).contains("\"deepwalk.p\" : \"1.0\"", "\"node2vec.p\" : \"2.0\"");
    Cli uniform = graph("embed", edges, "--dimensions 8 --out @/u.txt --algorithm deepwalk --q 2");
    fine(uniform);
    assertThat(uniform.told()).contains("note: deepwalk does not use --q\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b 1\\nc\\nd e 1\\n | bad.edges:2: expected 3 columns separated by blanks, the last the weight, found 1;",
        "a b 1\\nb c -2\\n | bad.edges:2: ",
        "a b 1\\nb c NaN\\n | bad.edges:2: ",
        "a b 1\\nb c x\\n | bad.edges:2: ",
        "# nothing\\n | bad.edges holds no edge",
      })
  void aBrokenFileIsOneSentenceAndExitCode1(String content, String sentence) throws IOException {
    Path bad = write("bad.edges", content.replace("\\n", "\n"));
    List<String> before = files();
    Cli cli = graph("embed", bad, SMALL + " --weighted --out @/v.txt");
    assertThat(cli.err().strip()).hasLineCount(1).startsWith("trivium graph embed: " + dir);
    assertThat(cli.err()).contains(sentence);
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void columnsAndDelimitersOfOtherFormatsAreRefused() throws IOException {
    Path matrix =
        write("m.mtx", "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n2 1\n");
    assertThat(graph("walks", matrix, "--out @/w").exit()).isZero();
    Cli separated = graph("walks", matrix, "--delimiter tab --out @/w");
    assertThat(separated.err())
        .contains("--delimiter is tabs, and a .mtx file has none to choose; leave it out");
    assertThat(separated.exit()).isEqualTo(2);
    Path dot = write("d.dot", "graph { a -- b [w=2]; }");
    assertThat(graph("walks", dot, "--weighted --columns ,,w --out @/w").exit()).isZero();
    Cli named = graph("walks", dot, "--columns from,to --out @/w");
    assertThat(named.err())
        .contains("--columns is from,to, and a .dot file has no such columns; leave them out");
    assertThat(named.exit()).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsOneSentence() throws IOException {
    Cli missing = graph("walks", dir.resolve("no.edges"), "--out @/w");
    assertThat(missing.err().strip())
        .isEqualTo(
            "trivium graph walks: cannot read %1$s: there is no file or folder %1$s"
                .formatted(dir.resolve("no.edges")));
    assertThat(missing.exit()).isEqualTo(1);
    Cli labelless = graph("classify", edges, "--labels @/no.labels");
    assertThat(labelless.err().strip()).hasLineCount(1).contains("there is no file or folder");
    Cli needed = Cli.run("npm", "graph", "embed", "--out", "x.txt");
    assertThat(needed.err().strip())
        .isEqualTo(
            "trivium graph embed: missing required option: '--edges=FILE'; see 'trivium graph embed"
                + " --help'");
    Cli late = graph("link-prediction", edges, "--temporal");
    assertThat(late.err().strip())
        .hasLineCount(1)
        .contains("columns separated by blanks, the last the time, found 2;");
    assertThat(late.exit()).isEqualTo(1);
  }

  @Test
  void whatCannotBeWrittenIsSaidBeforeTheWork() throws IOException {
    Cli nameless = Cli.run("npm", "graph", "embed", "--edges", edges.toString(), "--out", "");
    assertThat(nameless.err()).contains("--out is '', which names nothing").hasLineCount(1);
    assertThat(nameless.exit()).isEqualTo(2);
    assertThat(nameless.told()).isEmpty();
    Cli folder = graph("embed", edges, SMALL + " --out @/none/v.txt");
    assertThat(folder.err().strip())
        .isEqualTo(
            "trivium graph embed: there is no folder %s to write v.txt into; make it, or give"
                    .formatted(dir.resolve("none"))
                + " another with --out");
    assertThat(folder.exit()).isEqualTo(1);
    assertThat(folder.told()).isEmpty();
    Files.createDirectories(dir.resolve("photos.d"));
    write("photos.d/me.jpg", "x");
    assertThat(graph("embed", edges, SMALL + " --out @/photos.d").err())
        .contains("photos.d', which is a folder; give a file");
    assertThat(graph("embed", edges, SMALL + " --out @/photos.d/").err())
        .contains(
            "photos.d/', a folder with other things in it, such as 'me.jpg'; give an empty or a new one");
    assertThat(dir.resolve("photos.d/me.jpg")).hasContent("x");
    write("manifest.json", "{}");
    assertThat(graph("embed", edges, SMALL + " --out @/").err())
        .contains("a folder with other things in it");
    fine(graph("embed", edges, SMALL + " --out @/mine"));
    fine(graph("embed", edges, SMALL + " --out @/mine"));
    write("mine/notes.txt", "mine");
    Cli again = graph("embed", edges, SMALL + " --out @/mine");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("in it, such as 'notes.txt'; give an empty or a new one");
    assertThat(dir.resolve("mine/notes.txt")).hasContent("mine");
    write("plain", "x");
    assertThat(graph("embed", edges, SMALL + " --out @/plain").err())
        .contains("plain', which is a file; give a folder, or a name with an extension");
    assertThat(graph("link-prediction", edges, "--out @/plain").err())
        .contains("plain', which is a file; give a folder");
  }

  @Test
  void splitsOfAnOlderRunGo() throws IOException {
    String call =
        "--algorithm fastrp --dimensions 4 --holdout 0.3 --no-baselines --out @/lp --seeds ";
    fine(graph("link-prediction", edges, call + 3));
    Files.writeString(dir.resolve("lp/split-3.notes"), "mine");
    fine(graph("link-prediction", edges, call + 2));
    for (String part : List.of("train.edges", "test.pos", "test.neg", "train.neg")) {
      assertThat(dir.resolve("lp/split-2." + part)).exists();
      assertThat(dir.resolve("lp/split-3." + part)).doesNotExist();
    }
    assertThat(dir.resolve("lp/split-3.notes")).hasContent("mine");
  }

  @Test
  void aDryRunRefusesWhatTheWorkWould() throws IOException {
    Path towns = write("towns.csv", "New York,Boston\nBoston,Salem\nSalem,New York\n#5,Boston\n");
    String dry = "--delimiter comma --dry-run ";
    assertThat(graph("embed", towns, dry + "--out @/v.txt").err()).contains("id 'New York'");
    assertThat(graph("walks", towns, dry + "--out @/w").err()).contains("the node id 'New York'");
    Cli links = graph("link-prediction", towns, dry + "--out @/lp");
    assertThat(links.err())
        .contains("the node id 'New York' is empty, holds a blank or begins as a comment does");
    assertThat(links.exit()).isEqualTo(1);
    Path tags = write("tags.csv", "a,b\nb,#c\n");
    Cli comment = graph("link-prediction", tags, "--delimiter comma --out @/lp");
    assertThat(comment.err()).contains("the node id '#c' is empty");
    assertThat(comment.told()).doesNotContain("split");
    assertThat(dir.resolve("lp")).doesNotExist();
    Path plain = write("plain", "x");
    assertThat(graph("link-prediction", edges, "--dry-run --out " + plain).err())
        .contains("plain', which is a file; give a folder");
  }

  @Test
  void idsWithBlanksAreRefusedBeforeTheWork() throws IOException {
    Path towns = write("towns.csv", "New York,Boston\nBoston,Salem\n");
    Cli text = graph("embed", towns, SMALL + " --delimiter comma --out @/v.txt");
    assertThat(text.err().strip())
        .hasLineCount(1)
        .contains("id 'New York' cannot stand in the word2vec text file", "write a folder instead");
    assertThat(text.told()).doesNotContain("node2vec");
    fine(graph("embed", towns, SMALL + " --delimiter comma --out @/v"));
    assertThat(TableFolder.read(dir.resolve("v")).contains("New York")).isTrue();
    Cli walks = graph("walks", towns, "--delimiter comma --out @/w.txt");
    assertThat(walks.err().strip()).hasLineCount(1).contains("the node id 'New York'");
  }

  @Test
  void aDashIsStandardOutput() throws IOException {
    String call = "--walks 2 --walk-length 5 --seed 3 --out ";
    fine(graph("walks", edges, call + "@/w.txt"));
    PrintStream former = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      fine(graph("walks", edges, call + "-"));
      assertThat(said.toString(StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(dir.resolve("w.txt")));
      said.reset();
      fine(graph("embed", edges, SMALL + " --out -"));
      assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("16 8\n").hasLineCount(17);
    } finally {
      System.setOut(former);
    }
  }

  @Test
  void anExperimentThatFailsLeavesNoFolder() throws IOException {
    List<String> before = files();
    Cli cli = graph("link-prediction", edges, SMALL + " --holdout 0.99 --out @/lp");
    assertThat(cli.err()).contains("can go without a part of the graph coming loose");
    assertThat(files()).isEqualTo(before);
    Cli parentless = graph("link-prediction", edges, SMALL + " --out @/no/lp");
    assertThat(parentless.err()).contains("there is no folder").hasLineCount(1);
    assertThat(parentless.exit()).isEqualTo(1);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void selfLoopsAloneHaveTheirSentence() throws IOException {
    Path loops = write("loops.edges", "a a\nb b\n");
    Cli embed = graph("embed", loops, SMALL + " --out @/v.txt");
    assertThat(embed.told()).contains("note: every edge is a self-loop");
    Cli links = graph("link-prediction", loops, SMALL);
    assertThat(links.err())
        .contains("the graph has no edge between two nodes, only self-loops")
        .hasLineCount(1);
    assertThat(links.exit()).isEqualTo(1);
  }
}
