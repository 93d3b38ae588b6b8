package dev.trivium.app.text;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import dev.trivium.text.Examples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of two columns with a tab between them: a text and its label, or the two texts of a pair.
 * A first line {@code sentence TAB label} or {@code text TAB label} is a heading.
 */
final class ExampleFile {
  private final List<String> first = new ArrayList<>();
  private final List<String> second = new ArrayList<>();

  private ExampleFile() {}

  static Examples.Labels labels(String file) {
    ExampleFile read = new ExampleFile();
    read.read(file, "a text, a tab and a label");
    boolean headed =
        !read.first.isEmpty()
            && read.second.get(0).equals("label")
            && List.of("text", "sentence").contains(read.first.get(0));
    int from = headed ? 1 : 0;
    int to = read.first.size();
    return new Examples.Labels(read.first.subList(from, to), read.second.subList(from, to));
  }

  static Examples.Pairs pairs(String file) {
    ExampleFile read = new ExampleFile();
    read.read(file, "two texts with a tab between them");
    return new Examples.Pairs(read.first, read.second);
  }

  private void read(String file, String expected) {
    try {
      new LineBlocks(file)
          .forEach(Progress.NONE, lines -> lines.forEach(line -> add(line, file, expected)));
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private void add(String line, String file, String expected) {
    int tab = line.lastIndexOf('\t');
    if (tab < 0) {
      throw new TriviumException(
          "%s:%d: expected %s, found '%s'"
              .formatted(
                  file,
                  first.size() + 1,
                  expected,
                  line.length() > 60 ? line.substring(0, 60) + "…" : line));
    }
    first.add(line.substring(0, tab).strip());
    second.add(line.substring(tab + 1).strip());
  }
}
