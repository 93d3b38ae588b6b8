package dev.trivium.app.text;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.List;

/** Texts with a label each. */
record LabelledTexts(List<String> texts, List<String> labels) {
  /** The names of columns that a first line may have instead of a text and its label. */
  private static final List<String> HEADINGS = List.of("text\tlabel", "sentence\tlabel");

  /** Reads lines of a text, a tab, and a label. */
  static LabelledTexts read(String option, String file) {
    LabelledTexts read = new LabelledTexts(new ArrayList<>(), new ArrayList<>());
    List<String> lines = TextFile.lines(option, file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int tab = line.lastIndexOf('\t');
      if (line.isBlank() || (i == 0 && HEADINGS.contains(line))) {
        continue;
      }
      if (tab < 0 || line.substring(tab).isBlank()) {
        throw new TriviumException(
            "%s:%d: expected a text, a tab and a label, found '%s'"
                .formatted(TextFile.name(file), i + 1, shortened(line)));
      }
      read.texts.add(line.substring(0, tab));
      read.labels.add(line.substring(tab + 1).strip());
    }
    return read;
  }

  private static String shortened(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  /** Those in these places. */
  LabelledTexts select(int[] places) {
    LabelledTexts some = new LabelledTexts(new ArrayList<>(), new ArrayList<>());
    for (int place : places) {
      some.texts.add(texts.get(place));
      some.labels.add(labels.get(place));
    }
    return some;
  }
}
