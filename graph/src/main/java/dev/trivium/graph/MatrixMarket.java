package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.graph.EdgeListSettings.Delimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A square sparse matrix as a graph (Boisvert, Pozo and Remington, <i>The Matrix Market exchange
 * formats</i>, NIST 1996): row i and column j, which count from 1, are the nodes {@code "i"} and
 * {@code "j"}; a general matrix is directed, a symmetric one is not, unless the settings take each
 * entry as going one way. Rows without an entry come last.
 */
final class MatrixMarket {
  private static final Pattern BANNER =
      Pattern.compile(
          "%%matrixmarket\\s+matrix\\s+coordinate\\s+(pattern|real|integer)\\s+(general|symmetric)\\s*");
  private static final Pattern SIZES =
      Pattern.compile("\\s*(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,18})\\s*");

  private final InputStream in;
  private final Path file;
  private long lines;

  private MatrixMarket(InputStream in, Path file) {
    this.in = in;
    this.file = file;
  }

  static EdgeList read(InputStream in, Path file, EdgeListSettings settings) throws IOException {
    return new MatrixMarket(in, file).read(settings);
  }

  private EdgeList read(EdgeListSettings settings) throws IOException {
    Matcher banner =
        match(
            BANNER,
            line().toLowerCase(Locale.ROOT),
            "'%%MatrixMarket matrix coordinate', then pattern, real or integer, then general or symmetric");
    Matcher sizes = match(SIZES, afterComments(), "the numbers of rows, columns and entries");
    int rows = rows(sizes);
    if (settings.timed()) {
      throw new TriviumException(
          file + " is a Matrix Market file and holds no times; read it without");
    }
    boolean pattern = banner.group(1).equals("pattern");
    EdgeListSettings entries = settings.withWeighted(settings.weighted() && !pattern);
    EdgeLayout layout = EdgeLayout.plain(entries, Delimiter.BLANKS, 2);
    EdgeListReader reader = new EdgeListReader(in, file, entries, layout, lines);
    EdgeColumns edges = reader.read();
    if (edges.size() != Long.parseLong(sizes.group(3))) {
      throw new TriviumException(
          "%s:%d: promises %s entries where %d follow; fetch or write the file again"
              .formatted(file, lines, sizes.group(3), edges.size()));
    }
    boolean directed = settings.directed() || banner.group(2).equals("general");
    return new EdgeList(nodes(reader.ids(), rows), edges, settings.weighted(), directed);
  }

  private int rows(Matcher sizes) {
    if (!sizes.group(1).equals(sizes.group(2))) {
      throw new TriviumException(
          "%s:%d: the matrix is %s × %s; expected a square one, whose row i and column i are one node"
              .formatted(file, lines, sizes.group(1), sizes.group(2)));
    }
    return Integer.parseInt(sizes.group(1));
  }

  /** Adds the rows without an entry; what is left over is no row. */
  private NodeIds nodes(IdTable ids, int rows) {
    int named = ids.size();
    for (int row = 1; row <= rows; row++) {
      byte[] id = Integer.toString(row).getBytes(StandardCharsets.US_ASCII);
      ids.add(id, 0, id.length);
    }
    NodeIds nodes = ids.list();
    for (int v = 0; v < named && nodes.size() > rows; v++) {
      int row = nodes.codes()[v];
      if (row < 1 || row > rows) {
        throw new TriviumException(
            "%s: an entry lies in row or column '%s'; expected a number from 1 to %d, mend the entry"
                .formatted(file, nodes.get(v), rows));
      }
    }
    return nodes;
  }

  private Matcher match(Pattern pattern, String line, String expected) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new TriviumException(
          "%s:%d: expected %s, found '%s'; mend the line or write the file again"
              .formatted(file, lines, expected, line.strip()));
    }
    return matcher;
  }

  private String afterComments() throws IOException {
    String line = line();
    while (line.startsWith("%") || (line.isBlank() && !line.isEmpty())) {
      line = line();
    }
    return line;
  }

  /** The next line with its end; empty behind the last one. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    while (b >= 0 && b != '\n') {
      line.write(b);
      b = in.read();
    }
    if (b >= 0) {
      line.write(b);
    }
    lines++;
    return line.toString(StandardCharsets.UTF_8);
  }
}
