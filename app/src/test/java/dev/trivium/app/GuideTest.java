package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides say is so; the gate runs their commands. */
class GuideTest {
  private static final String LINKS = "docs/link-prediction.md";
  private static final String TEXT = "docs/text.md";
  private static final String RECOMMENDATION = "docs/recommendation.md";

  /** What a page's snippets take for given, by the name it has there. */
  private static final Map<String, Map<String, String>> KNOWN =
      Map.of(
          LINKS,
          Map.of(),
          TEXT,
          Map.of("texts", "List<String> texts = List.of();\n"),
          RECOMMENDATION,
          Map.of(
              "events", "Interactions events = Interactions.of(List.of());\n",
              "titles", "Map<String, String> titles = Map.of();\n",
              "texts", "TextContent texts = TextContent.fit(List.of(), 1);\n",
              "content", "Content content = Content.none();\n"));

  private static final Map<String, String> VERBS =
      Map.of(LINKS, "graph", TEXT, "text", RECOMMENDATION, "recommend");

  private static final List<String> PACKAGES =
      List.of(
          "java.nio.file",
          "java.sql",
          "java.util",
          "dev.trivium.core",
          "dev.trivium.core.data",
          "dev.trivium.core.embedding",
          "dev.trivium.core.eval",
          "dev.trivium.core.index",
          "dev.trivium.core.math",
          "dev.trivium.core.sequence",
          "dev.trivium.core.tensor",
          "dev.trivium.graph",
          "dev.trivium.recommender",
          "dev.trivium.recommender.baseline",
          "dev.trivium.recommender.space",
          "dev.trivium.text",
          "dev.trivium.text.documents",
          "dev.trivium.text.sentences",
          "dev.trivium.text.tasks",
          "dev.trivium.text.words");

  /**
   * The arguments of each call of the command, in blocks that are run and in those that are not.
   */
  private static List<List<String>> calls(Page page) {
    return Page.matches("(?m)^(?:\\./)?trivium ([^#\\n]*)", page.text()).stream()
        .map(line -> List.of(line.strip().split(" +", -1)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {LINKS, TEXT, RECOMMENDATION})
  void itsJavaCompiles(String name, @TempDir Path out) throws IOException {
    Map<String, String> known = KNOWN.getOrDefault(name, Map.of());
    assertThat(Page.read(name).blocks("java"))
        .isNotEmpty()
        .allSatisfy(
            code -> {
              String before =
                  known.keySet().stream()
                      .filter(variable -> !code.contains(" " + variable + " = "))
                      .map(variable -> known.getOrDefault(variable, ""))
                      .collect(Collectors.joining());
              assertThat(Page.compiled("Snippet", PACKAGES, before + code, out)).isEmpty();
            });
    assertThat(Page.compiled("Wrong", PACKAGES, "LinkPrediction.nothing();", out))
        .contains("nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {LINKS, TEXT, RECOMMENDATION})
  void itsVerbsAndOptionsExist(String name) throws IOException {
    List<List<String>> calls = calls(Page.read(name));
    assertThat(calls).hasSizeGreaterThan(10);
    for (List<String> call : calls) {
      assertThat(call.get(0)).isEqualTo(VERBS.get(name));
      Cli help = Cli.run("npm", call.get(0), call.get(1), "--help");
      assertThat(help.exit()).as(call.get(1)).isZero();
      assertThat(call.stream().filter(word -> word.matches("--[a-z].*")))
          .as(String.join(" ", call))
          .allMatch(help.out().replace("--[no-]", "--")::contains);
    }
  }

  @Test
  void theVerbsAreAllThere() throws IOException {
    assertThat(calls(Page.read(LINKS)).stream().map(call -> call.get(1)).distinct())
        .containsExactlyInAnyOrder("classify", "embed", "link-prediction", "walks");
    assertThat(calls(Page.read(TEXT)).stream().map(call -> call.get(1)).distinct())
        .contains("train", "embed", "neighbors", "analogy", "odd-one-out", "evaluate", "align")
        .contains("classify", "cluster", "summarize", "search", "finetune", "distill");
    assertThat(calls(Page.read(RECOMMENDATION)).stream().map(call -> call.get(1)).distinct())
        .containsExactlyInAnyOrder("train", "evaluate", "query", "export");
  }

  @ParameterizedTest
  @ValueSource(strings = {LINKS, TEXT, RECOMMENDATION})
  void itsLinksLeadSomewhere(String name) throws IOException {
    assertThat(Page.matches("[^!]\\[[^]]*\\]\\(([^)#]+)\\)", Page.read(name).text()))
        .isNotEmpty()
        .allMatch(link -> Files.exists(Page.HOME.resolve("docs").resolve(link)));
  }

  /** The gate takes the commands out of the page itself: all blocks of sh, in their order. */
  @ParameterizedTest
  @ValueSource(strings = {LINKS, TEXT, RECOMMENDATION})
  void theGateRunsItsCommands(String name) throws Exception {
    Page page = Page.read(name);
    String gate = Files.readString(Page.HOME.resolve(".ci/run"));
    List<String> extraction = Page.matches("(?m)^(sed .* " + name + ") >", gate);
    assertThat(extraction).hasSize(1);
    Process sed =
        new ProcessBuilder("sh", "-c", extraction.get(0))
            .directory(Page.HOME.toFile())
            .redirectErrorStream(true)
            .start();
    String commands = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(sed.waitFor()).isZero();
    assertThat(commands).isEqualTo(String.join("", page.blocks("sh")));
    assertThat(Page.matches("(?m)^(mvn .*)$", page.text())).allMatch(gate::contains);
  }
}
