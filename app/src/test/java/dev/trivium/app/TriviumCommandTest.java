package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.EditDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriviumCommandTest {
  private static final String NO_NPM = "npm-that-is-not-installed";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "demo --sed 3 | trivium demo: unknown option '--sed'; did you mean --seed? See 'trivium demo --help'",
        "demo --zzz   | trivium demo: unknown option '--zzz'; see 'trivium demo --help'",
        "dmo          | trivium: there is no command 'dmo'; did you mean demo? See 'trivium --help'",
        "demo now     | trivium demo: unexpected argument 'now'; see 'trivium demo --help'",
        "demo --seed x | trivium demo: invalid value for option '--seed': 'x' is no whole number; see 'trivium demo --help'",
        "demo --out   | trivium demo: missing required parameter for option '--out' (DIR); see 'trivium demo --help'",
        "demo --device tpu | trivium demo: device is 'tpu'; choose cpu, gpu, gpu:N or auto; see 'trivium demo --help'",
        "demo --threads -1 | trivium demo: --threads is -1; choose 1 or more, say the number of cores; see 'trivium demo --help'",
        "--verbose    | trivium: no command is given, such as demo, graph, text or recommend; see 'trivium --help'",
      })
  void aWrongCallIsOneSentenceAndExitCode2(String line, String sentence) {
    Cli cli = Cli.run(NO_NPM, line.split(" "));
    assertThat(cli.err().lines().filter(l -> l.startsWith("trivium"))).containsExactly(sentence);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.exit()).isEqualTo(2);
  }

  @Test
  void versionNamesSimdEngineAndJava() {
    Cli cli = Cli.run(NO_NPM, "--version");
    assertThat(cli.out())
        .startsWith("Trivium ")
        .containsPattern("vectors: (SIMD|scalar)")
        .contains("engine:  PyTorch 2.")
        .contains("Java:    " + Runtime.version());
    assertThat(cli.exit()).isZero();
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void helpIsThereForEachVerb() {
    assertThat(Cli.run(NO_NPM, "--help").out()).contains("demo", "--version");
    Cli demo = Cli.run(NO_NPM, "demo", "--help");
    assertThat(demo.out()).contains("--out", "(report)", "--seed", "--cache", "--verbose");
    assertThat(demo.exit()).isZero();
  }

  private Cli demo(String out, String... more) {
    String[] args = new String[5 + more.length];
    System.arraycopy(more, 0, args, 5, more.length);
    System.arraycopy(
        new String[] {"demo", "--cache", dir.resolve("cache").toString(), "--out", out},
        0,
        args,
        0,
        5);
    return Cli.run(NO_NPM, args);
  }

  @Test
  void aMissingNpmIsOneSentence() {
    Cli cli = demo(dir.resolve("report").toString());
    assertThat(cli.err().strip())
        .hasLineCount(1)
        .startsWith("trivium demo: the npm client '" + NO_NPM + "' cannot be run")
        .contains("emoji-datasource-google@16.0.0", "install Node.js", "PATH");
    assertThat(cli.exit()).isEqualTo(1);
  }

  @Test
  void verboseSaysWhereAFailureCameFrom() {
    Cli cli = demo(dir.resolve("report").toString(), "--verbose");
    assertThat(cli.err()).contains("\tat dev.trivium.app.fetch.");
    assertThat(cli.exit()).isEqualTo(1);
  }

  @Test
  void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    Cli taken = demo(file.toString());
    assertThat(taken.err().strip())
        .hasLineCount(1)
        .contains("--out is " + file + ", which is a file; give a folder");
    assertThat(taken.exit()).isEqualTo(2);
    Cli below = demo(file.resolve("below").toString());
    assertThat(below.err().strip()).hasLineCount(1).contains("give another with --out");
    assertThat(below.exit()).isEqualTo(1);
  }

  @Test
  void wordsOneLetterApartAreNear() {
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    assertThat(EditDistance.between("", "abc")).isEqualTo(3);
    assertThat(EditDistance.between("demo", "demo")).isZero();
  }
}
