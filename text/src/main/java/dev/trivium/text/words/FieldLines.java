package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Small files of words: lines of fields, separated by tabs, else by commas, else by blanks. */
final class FieldLines {
  private static final Pattern BLANKS = Pattern.compile("[ \u00a0]+");

  private FieldLines() {}

  /** Takes the fields of one line. */
  @FunctionalInterface
  interface Line {
    void take(String[] fields, String where);
  }

  /** Lines that are empty or begin with {@code #} are passed over. */
  static void read(Path file, Line line) {
    ByteInput.read(
        file,
        in -> {
          while (in.nextLine()) {
            String text = text(in);
            if (!text.isEmpty() && text.charAt(0) != '#') {
              line.take(fields(text), file + ":" + in.line());
            }
          }
          return file;
        });
  }

  private static String text(ByteInput in) throws IOException {
    if (in.lineEnd() - in.lineStart() > 1 << 16) {
      throw new TriviumException(
          in.file() + ":" + in.line() + ": is a line of 65536 bytes or more; expected a few words");
    }
    String text =
        new String(
            in.buffer(), in.lineStart(), in.lineEnd() - in.lineStart(), StandardCharsets.UTF_8);
    return (in.line() == 1 && text.startsWith("\ufeff") ? text.substring(1) : text).strip();
  }

  private static String[] fields(String text) {
    String[] fields =
        text.indexOf('\t') >= 0
            ? text.split("\t")
            : text.indexOf(',') >= 0 ? text.split(",") : BLANKS.split(text);
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].strip();
    }
    return fields;
  }
}
