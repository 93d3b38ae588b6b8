package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to link prediction says is so; the gate runs its commands. */
class GuideTest {
  private static final String NAME = "docs/link-prediction.md";
  private static final List<String> PACKAGES =
      List.of(
          "java.nio.file",
          "java.util",
          "dev.trivium.core",
          "dev.trivium.core.eval",
          "dev.trivium.core.sequence",
          "dev.trivium.graph");

  private final Page page;

  GuideTest() throws IOException {
    page = Page.read(NAME);
  }

  /** The arguments of each call of the command. */
  private List<List<String>> calls() {
    return page.commands().stream()
        .filter(line -> line.startsWith("./trivium "))
        .map(line -> List.of(line.split(" +", -1)))
        .toList();
  }

  @Test
  void itsJavaCompiles(@TempDir Path out) {
    assertThat(page.blocks("java"))
        .isNotEmpty()
        .allSatisfy(code -> assertThat(Page.compiled("Snippet", PACKAGES, code, out)).isEmpty());
    assertThat(Page.compiled("Wrong", PACKAGES, "LinkPrediction.nothing();", out))
        .contains("nothing");
  }

  @Test
  void itsVerbsAndOptionsExist() {
    assertThat(calls()).hasSizeGreaterThan(10);
    for (List<String> call : calls()) {
      assertThat(call.get(1)).isEqualTo("graph");
      Cli help = Cli.run("npm", "graph", call.get(2), "--help");
      assertThat(help.exit()).as(call.get(2)).isZero();
      assertThat(call.stream().filter(word -> word.startsWith("--")))
          .as(String.join(" ", call))
          .allMatch(help.out().replace("--[no-]", "--")::contains);
    }
    assertThat(calls().stream().map(call -> call.get(2)).distinct())
        .containsExactlyInAnyOrder("classify", "embed", "link-prediction", "walks");
  }

  @Test
  void itsLinksLeadSomewhere() {
    assertThat(Page.matches("[^!]\\[[^]]*\\]\\(([^)#]+)\\)", page.text()))
        .isNotEmpty()
        .allMatch(link -> Files.exists(Page.HOME.resolve("docs").resolve(link)));
  }

  /** The gate takes the commands out of the page itself: all blocks of sh, in their order. */
  @Test
  void theGateRunsItsCommands() throws Exception {
    String gate = Files.readString(Page.HOME.resolve(".ci/run"));
    List<String> extraction = Page.matches("(?m)^(sed .* " + NAME + ") >", gate);
    assertThat(extraction).hasSize(1);
    Process sed =
        new ProcessBuilder("sh", "-c", extraction.get(0))
            .directory(Page.HOME.toFile())
            .redirectErrorStream(true)
            .start();
    String commands = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(sed.waitFor()).isZero();
    assertThat(commands).isEqualTo(String.join("", page.blocks("sh")));
    assertThat(Page.matches("(?m)^(mvn .*)$", page.text())).isNotEmpty().allMatch(gate::contains);
  }
}
