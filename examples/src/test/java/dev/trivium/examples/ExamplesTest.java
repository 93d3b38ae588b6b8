package dev.trivium.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples run, on a small part of their data, and what they print makes sense. */
class ExamplesTest {
  private interface Program {
    void run(String... args) throws Exception;
  }

  private static String printed(Program program, String... args) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      program.run(args);
    } finally {
      System.setOut(before);
    }
    before.print(bytes.toString(StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The first figure of a contender's row. */
  private static double figure(String table, String contender) {
    Matcher m = Pattern.compile(Pattern.quote(contender) + " +([0-9.]+)").matcher(table);
    assertThat(m.find()).as(contender + " in " + table).isTrue();
    return Double.parseDouble(m.group(1));
  }

  @Test
  void aProductNobodyBoughtIsRecommended() throws Exception {
    String out = printed(ProductRecommendation::main, "food");
    assertThat(figure(out, "shared space")).isGreaterThan(2 * figure(out, "popularity"));
    assertThat(out.substring(out.indexOf("coffee"), out.indexOf("cheese")))
        .contains("NEW oat latte");
  }

  @Test
  void aSpaceOfGraphAndTextPredictsLinks() throws Exception {
    String out = printed(LinkPrediction::main, "food");
    assertThat(figure(out, "space of both"))
        .isGreaterThan(figure(out, "graph cosine"))
        .isGreaterThan(figure(out, "text cosine"))
        .isGreaterThan(figure(out, "space of graph"))
        .isGreaterThan(figure(out, "space of text"));
    assertThat(out.substring(out.indexOf("oat latte"))).contains("coffee", "beverage");
  }

  @Test
  void nounsHaveTextsAndKinds() {
    List<Noun> dogs = Noun.below("dog");
    Noun beagle = dogs.stream().filter(n -> n.id().equals("beagle")).findFirst().orElseThrow();
    assertThat(beagle.text())
        .isEqualTo("beagle: a small short-legged smooth-coated breed of hound");
    assertThat(beagle.kinds()).containsExactly("hound", "hunting dog");
    assertThat(dogs.stream().map(Noun::id)).doesNotHaveDuplicates();
    assertThatThrownBy(() -> Noun.below("xyzzy"))
        .hasMessage("WordNet has no noun 'xyzzy'; try food");
  }

  /** Short enough to be read in one go and copied. */
  @Test
  void eachIsUnderEightyLines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/trivium/examples"))) {
      for (Path file : files.toList()) {
        assertThat(Files.readAllLines(file).stream().filter(l -> !l.startsWith("import")).count())
            .as(file.toString())
            .isLessThan(80);
      }
    }
  }
}
