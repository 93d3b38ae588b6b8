package dev.trivium.app.recommend;

import dev.trivium.app.console.UsageException;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A file of lines whose fields a delimiter separates.
 *
 * @param header whether its first line names the columns, and is no row
 * @param names of the columns
 * @param encoding as DuckDB calls it
 */
record DelimitedFile(
    Path file, String delimiter, boolean header, List<String> names, String encoding) {
  private static final int HEAD = 1 << 20;

  /**
   * Looks at the first line.
   *
   * @param wanted names of columns: those of the file where it has no header, some of its header's
   *     where it has one
   * @param isHeader whether fields of a line are a header, given what is wanted
   * @param option that names columns, for the message where there are no names
   */
  static DelimitedFile look(
      Path file,
      List<String> wanted,
      BiPredicate<List<String>, List<String>> isHeader,
      String option) {
    String first = firstLine(file);
    String delimiter = delimiter(first, file);
    List<String> fields = fields(first, delimiter);
    String encoding = encoding(file);
    if (isHeader.test(fields, wanted)) {
      return new DelimitedFile(file, delimiter, true, fields, encoding);
    }
    if (wanted.isEmpty()) {
      throw new TriviumException(
          "the first line of %s is '%s', which names no columns that are known; name them with %s, in their order"
              .formatted(file, shortened(first), option));
    }
    return new DelimitedFile(
        file,
        delimiter,
        otherHeader(wanted, fields),
        names(file, wanted, fields, option),
        encoding);
  }

  private static List<String> names(
      Path file, List<String> wanted, List<String> fields, String option) {
    if (wanted.size() > fields.size()) {
      throw new UsageException(
          "%s names %d columns, but %s has %d in its first line, '%s'; name no more than there are"
              .formatted(
                  option, wanted.size(), file, fields.size(), shortened(String.join(" ", fields))));
    }
    List<String> names = new ArrayList<>(wanted);
    for (int c = names.size(); c < fields.size(); c++) {
      names.add("column " + (c + 1));
    }
    return names;
  }

  /** Whether words stand in the first line where numbers are wanted. */
  private static boolean otherHeader(List<String> wanted, List<String> fields) {
    Pattern numeric = Pattern.compile("(?i)(rating|weight|timestamp|time)");
    for (int c = 0; c < Math.min(wanted.size(), fields.size()); c++) {
      if (numeric.matcher(wanted.get(c).strip()).matches()
          && fields.get(c).chars().noneMatch(Character::isDigit)
          && !fields.get(c).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The table, in DuckDB's SQL: every column as text, so that ids stay as they are. */
  String sql() {
    String quote = hasQuotes(delimiter) ? "'\"'" : "''";
    String columns =
        names.stream()
            .map(name -> Sql.text(name) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    return "read_csv(%s, delim=%s, quote=%s, escape=%s, header=%s, columns={%s}, encoding=%s, auto_detect=false, null_padding=false)"
        .formatted(
            Sql.text(file.toString()),
            Sql.text(delimiter),
            quote,
            quote,
            header,
            columns,
            Sql.text(encoding));
  }

  private static String firstLine(Path file) {
    try (InputStream in = open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      if (line == null || line.isBlank()) {
        throw new TriviumException(file + " is empty, or begins with an empty line; expected rows");
      }
      return line.startsWith("\uFEFF") ? line.substring(1) : line;
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static String delimiter(String line, Path file) {
    if (line.contains("\t")) {
      return "\t";
    }
    if (line.contains("::")) {
      return "::";
    }
    if (String.valueOf(file.getFileName()).contains(".csv") && line.contains(",")) {
      return ",";
    }
    return List.of(",", ";", "|").stream()
        .filter(line::contains)
        .max((a, b) -> Integer.compare(fields(line, a).size(), fields(line, b).size()))
        .orElse(" ");
  }

  /** Those of a line, without their quotes; a quoted one may hold the delimiter. */
  private static List<String> fields(String line, String delimiter) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && line.startsWith("\"\"", i)) {
        field.append(line.charAt(i++));
      } else if (c == '"' && (quoted || (field.isEmpty() && hasQuotes(delimiter)))) {
        quoted = !quoted;
      } else if (!quoted && line.startsWith(delimiter, i)) {
        fields.add(plain(field));
        field.setLength(0);
        i += delimiter.length() - 1;
      } else {
        field.append(c);
      }
    }
    fields.add(plain(field));
    return fields;
  }

  /** A field of a file without quotes may be between some all the same. */
  private static String plain(CharSequence field) {
    return field.toString().replaceFirst("^\"(.*)\"$", "$1").strip();
  }

  /** Whether a field may stand between quotes, where it holds the delimiter. */
  private static boolean hasQuotes(String delimiter) {
    return delimiter.equals(",") || delimiter.equals(";");
  }

  /** UTF-8, but for files whose head is none: those of the older MovieLens are Latin-1. */
  private static String encoding(Path file) {
    try (InputStream in = open(file)) {
      byte[] head = in.readNBytes(HEAD);
      int end = head.length == HEAD ? lastLine(head) : head.length;
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, end));
      return "utf-8";
    } catch (CharacterCodingException e) {
      return "latin-1";
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private static int lastLine(byte[] head) {
    int end = head.length;
    while (end > 0 && head[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static String shortened(String line) {
    return line.length() > 80 ? line.substring(0, 80) + "…" : line;
  }
}
