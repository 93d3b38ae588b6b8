package dev.trivium.app.text;

import dev.trivium.core.TriviumException;
import dev.trivium.text.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A file of two columns with a tab between them: a text and its label, or the two texts of a pair.
 * A first line that names both columns is a heading, and says where they stand among others.
 */
final class ExampleFile {
  private static final Columns LABELLED =
      new Columns(
          "a text, a tab and a label",
          List.of("text", "sentence", "phrase", "review", "title", "question", "document"),
          List.of("label", "labels", "class", "category", "topic", "sentiment", "target"));
  private static final Columns PAIRED =
      new Columns(
          "two texts with a tab between them",
          List.of("first", "sentence1", "text1", "question1", "question", "query", "anchor"),
          List.of("second", "sentence2", "text2", "question2", "answer", "passage", "positive"));

  private final List<String> first = new ArrayList<>();
  private final List<String> second = new ArrayList<>();

  private ExampleFile() {}

  static Examples.Labels labels(String option, String file) {
    ExampleFile read = new ExampleFile();
    read.read(option, file, LABELLED);
    return new Examples.Labels(read.first, read.second);
  }

  static Examples.Pairs pairs(String option, String file) {
    ExampleFile read = new ExampleFile();
    read.read(option, file, PAIRED);
    return new Examples.Pairs(read.first, read.second);
  }

  /**
   * What is wanted of a line.
   *
   * @param expected in words
   * @param firsts what a heading may call the first column, the surest first
   * @param seconds and the second
   */
  private record Columns(String expected, List<String> firsts, List<String> seconds) {}

  private void read(String option, String file, Columns wanted) {
    List<String> lines = TextFile.lines(option, file);
    List<String> heads =
        Stream.of(lines.get(0).replace("\uFEFF", "").split("\t", -1))
            .map(head -> head.strip().toLowerCase(Locale.ROOT))
            .toList();
    int[] places = {place(heads, wanted.firsts), place(heads, wanted.seconds)};
    boolean headed = places[0] >= 0 && places[1] >= 0;
    boolean plain = !headed || (heads.size() == 2 && places[0] == 0);
    for (int i = headed ? 1 : 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      boolean right = plain ? split(line) : pick(line.split("\t", -1), heads.size(), places);
      if (!right) {
        throw new TriviumException(
            "%s:%d: expected %s, found '%s'"
                .formatted(
                    TextFile.name(file),
                    i + 1,
                    plain ? wanted.expected : "as many columns as the first line names",
                    line.length() > 60 ? line.substring(0, 60) + "…" : line));
      }
    }
  }

  private static int place(List<String> heads, List<String> names) {
    return names.stream().mapToInt(heads::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
  }

  /** Takes what is before the last tab, and what is after. */
  private boolean split(String line) {
    int tab = line.lastIndexOf('\t');
    return tab >= 0 && add(line.substring(0, tab), line.substring(tab + 1));
  }

  private boolean pick(String[] fields, int columns, int[] places) {
    return fields.length == columns && add(fields[places[0]], fields[places[1]]);
  }

  private boolean add(String one, String other) {
    first.add(one.strip());
    second.add(other.strip());
    return !other.isBlank();
  }
}
