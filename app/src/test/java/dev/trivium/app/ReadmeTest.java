package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so: its Java compiles, its paths exist, its commands can be run. */
class ReadmeTest {
  private static final Path HOME = Path.of("..");
  private static final String IMPORTS =
      Stream.of(
              "java.nio.file",
              "java.util",
              "dev.trivium.core.data",
              "dev.trivium.core.embedding",
              "dev.trivium.core.tensor",
              "dev.trivium.text",
              "dev.trivium.image",
              "dev.trivium.recommender",
              "dev.trivium.recommender.space")
          .map(p -> "import " + p + ".*;")
          .reduce("", String::concat);

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(HOME.resolve("README.md"));
  }

  /** The blocks of one language. */
  private List<String> blocks(String language) {
    return matches("(?ms)^```" + language + "\\n(.*?)^```$", readme);
  }

  private static List<String> matches(String regex, String in) {
    return Pattern.compile(regex).matcher(in).results().map(ReadmeTest::first).toList();
  }

  private static String first(MatchResult m) {
    return m.group(1);
  }

  /** All commands, a line each. */
  private List<String> commands() {
    return blocks("sh").stream().flatMap(String::lines).toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  private static String compiled(String name, String statements, Path out) {
    JavaFileObject source =
        new Source(
            name,
            IMPORTS + " class " + name + " { void run() throws Exception {\n" + statements + "}}");
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path", ""));
    boolean well =
        ToolProvider.getSystemJavaCompiler()
            .getTask(said, null, null, options, null, List.of(source))
            .call();
    return well ? "" : said.toString();
  }

  @Test
  void itsJavaCompiles(@TempDir Path out) {
    List<String> snippets = blocks("java");
    assertThat(snippets).isNotEmpty();
    for (int i = 0; i < snippets.size(); i++) {
      assertThat(compiled("Snippet" + i, snippets.get(i), out)).isEmpty();
      assertThat(snippets.get(i).lines().count()).isLessThanOrEqualTo(15);
    }
    assertThat(compiled("Wrong", "Recommender.nothing();", out)).contains("nothing");
  }

  @Test
  void itsFoldersExist() {
    String map =
        readme.substring(readme.indexOf("## Folders"), readme.indexOf("## The launcher's"));
    List<String> paths = matches("(?m)^\\| `([^`]+)` \\|", map);
    assertThat(paths).hasSizeGreaterThan(8).allMatch(path -> Files.exists(HOME.resolve(path)));
    List<String> links = matches("[^!]\\[[^]]*\\]\\(([^)#]+)\\)", readme);
    assertThat(links).isNotEmpty().allMatch(link -> Files.exists(HOME.resolve(link)));
  }

  @Test
  void itsModulesAreThoseOfTheBuild() throws IOException {
    List<String> modules =
        matches("<module>([^<]+)</module>", Files.readString(HOME.resolve("pom.xml")));
    assertThat(modules).isNotEmpty().allMatch(module -> readme.contains("| `" + module + "` |"));
  }

  @Test
  void itsCommandsExist() {
    List<String> verbs = new ArrayList<>();
    for (String command : commands()) {
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
    assertThat(matches("`(TRIVIUM_[A-Z_]+)`", readme)).isNotEmpty().allMatch(launcher::contains);
    assertThat(matches("(TRIVIUM_[A-Z_]+)", launcher)).allMatch(readme::contains);
  }

  @Test
  void theGateRunsWhatTheReadmeNames() throws IOException {
    String gate = Files.readString(HOME.resolve(".ci/run"));
    assertThat(commands()).isNotEmpty().allMatch(gate::contains);
  }
}
