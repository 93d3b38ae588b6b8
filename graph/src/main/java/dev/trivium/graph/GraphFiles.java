package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import dev.trivium.graph.EdgeListSettings.Columns;
import dev.trivium.graph.EdgeListSettings.Delimiter;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens files of edges, whatever their format and whether packed or not. */
final class GraphFiles {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private GraphFiles() {}

  static EdgeList read(Path file, EdgeListSettings settings, Progress progress) {
    if (Files.isDirectory(file)) {
      throw new TriviumException(file + " is a folder; expected a file of edges");
    }
    try (InputStream in = open(file, progress)) {
      EdgeList edges = read(in, file, settings);
      if (edges.size() == 0) {
        throw new TriviumException(
            file + " holds no edge; expected lines of two ids, say 'a b', or another known format");
      }
      return edges;
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  static TriviumException damaged(Path file, IOException e) {
    return new TriviumException(
        file + " is damaged: its gzip data are cut short or broken; fetch or pack it again", e);
  }

  /** Unpacks what begins as gzip does. */
  static InputStream open(Path file, Progress progress) throws IOException {
    long size = Files.size(file);
    InputStream raw = new MeteredInput(Files.newInputStream(file), size, progress);
    try {
      InputStream in = new BufferedInputStream(raw, BUFFER);
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static EdgeList read(InputStream in, Path file, EdgeListSettings settings)
      throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    name = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    String format = name.substring(name.lastIndexOf('.') + 1);
    return switch (format) {
      case "graphml" -> GraphImport.graphMl(in, file, attributes(settings, format));
      case "gml" -> GraphImport.gml(in, file, attributes(settings, format));
      case "dot", "gv" -> GraphImport.dot(in, file, attributes(settings, format));
      case "mtx" -> MatrixMarket.read(in, file, plain(settings, format));
      default -> lines(in, file, settings);
    };
  }

  /** Settings for a format whose weights and times have names, and whose ends have none. */
  private static EdgeListSettings attributes(EdgeListSettings settings, String format) {
    Columns named = settings.columns();
    plain(settings.withColumns(new Columns(named.source(), named.target(), "", "")), format);
    return settings;
  }

  /** Settings for a format that says itself what stands where. */
  private static EdgeListSettings plain(EdgeListSettings settings, String format) {
    if (settings.delimiter() != Delimiter.DETECTED) {
      throw new IllegalArgumentException(
          "delimiter is %s, and a .%s file has none to choose; leave it out"
              .formatted(settings.delimiter().words(), format));
    }
    if (settings.columns().named()) {
      throw new IllegalArgumentException(
          "columns is %s, and a .%s file has no such columns; leave them out"
              .formatted(
                  String.join(",", settings.columns().names()).replaceAll(",+$", ""), format));
    }
    return settings;
  }

  private static EdgeList lines(InputStream in, Path file, EdgeListSettings settings)
      throws IOException {
    EdgeListReader reader = new EdgeListReader(in, file, settings);
    EdgeColumns edges = reader.read();
    return new EdgeList(reader.ids().list(), edges, settings.weighted(), settings.directed());
  }
}
