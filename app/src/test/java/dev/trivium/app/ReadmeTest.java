package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so: its Java compiles, its paths exist, its commands can be run. */
class ReadmeTest {
  private static final Path HOME = Page.HOME;
  private static final List<String> PACKAGES =
      List.of(
          "java.nio.file",
          "java.util",
          "dev.trivium.core.data",
          "dev.trivium.core.embedding",
          "dev.trivium.core.tensor",
          "dev.trivium.text",
          "dev.trivium.image",
          "dev.trivium.recommender",
          "dev.trivium.recommender.space");

  private final Page page;
  private final String readme;

  ReadmeTest() throws IOException {
    page = Page.read("README.md");
    readme = page.text();
  }

  @Test
  void itsJavaCompiles(@TempDir Path out) {
    List<String> snippets = page.blocks("java");
    assertThat(snippets).isNotEmpty();
    for (int i = 0; i < snippets.size(); i++) {
      assertThat(Page.compiled("Snippet" + i, PACKAGES, snippets.get(i), out)).isEmpty();
      assertThat(snippets.get(i).lines().count()).isLessThanOrEqualTo(15);
    }
    assertThat(Page.compiled("Wrong", PACKAGES, "Recommender.nothing();", out)).contains("nothing");
  }

  @Test
  void itsFoldersExist() {
    String map =
        readme.substring(readme.indexOf("## Folders"), readme.indexOf("## The launcher's"));
    List<String> paths = Page.matches("(?m)^\\| `([^`]+)` \\|", map);
    assertThat(paths).hasSizeGreaterThan(8).allMatch(path -> Files.exists(HOME.resolve(path)));
    List<String> links = Page.matches("[^!]\\[[^]]*\\]\\(([^)#]+)\\)", readme);
    assertThat(links).isNotEmpty().allMatch(link -> Files.exists(HOME.resolve(link)));
  }

  @Test
  void itsModulesAreThoseOfTheBuild() throws IOException {
    List<String> modules =
        Page.matches("<module>([^<]+)</module>", Files.readString(HOME.resolve("pom.xml")));
    assertThat(modules).isNotEmpty().allMatch(module -> readme.contains("| `" + module + "` |"));
  }

  @Test
  void itsCommandsExist() {
    List<String> verbs = new ArrayList<>();
    for (String command : page.commands()) {
      List<String> words = Arrays.asList(command.split(" +"));
      switch (words.get(0)) {
        case "./trivium" -> verbs.add(words.get(1));
        case "mvn" -> assertThat(command).matches(known -> builds(words), "can be built");
        case "npm" -> assertThat(words.get(1)).isEqualTo("install");
        default -> throw new AssertionError("what is " + command + "?");
      }
    }
    assertThat(verbs).isNotEmpty();
    for (String verb : verbs) {
      assertThat(Cli.run("npm", verb, "--help").exit()).as(verb).isZero();
    }
  }

  /** The modules and the examples it names are there. */
  private static boolean builds(List<String> words) {
    return words.stream()
        .filter(word -> word.startsWith("-Dexample="))
        .map(word -> "examples/src/main/java/dev/trivium/examples/" + word.substring(10) + ".java")
        .allMatch(file -> Files.exists(HOME.resolve(file)));
  }

  @Test
  void itsVariablesAreReadSomewhere() throws IOException {
    String launcher = Files.readString(HOME.resolve("trivium"));
    assertThat(Page.matches("`(TRIVIUM_[A-Z_]+)`", readme))
        .isNotEmpty()
        .allMatch(launcher::contains);
    assertThat(Page.matches("(TRIVIUM_[A-Z_]+)", launcher)).allMatch(readme::contains);
  }

  @Test
  void theGateRunsWhatTheReadmeNames() throws IOException {
    String gate = Files.readString(HOME.resolve(".ci/run"));
    assertThat(page.commands()).isNotEmpty().allMatch(gate::contains);
  }
}
