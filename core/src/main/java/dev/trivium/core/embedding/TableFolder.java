package dev.trivium.core.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trivium.core.Interrupts;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table on disk, as a folder: {@code manifest.json} (format, provenance), {@code
 * vectors.safetensors} (one tensor {@code vectors [n × d]}, readable from Python), {@code ids.txt}
 * (one a line, in the order of the rows; a backslash, a line feed and a carriage return in an id
 * are written {@code \\ \n \r}). The same table gives the same bytes.
 */
public final class TableFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int FORMAT = 1;
  private static final String KIND = "embedding-table";
  private static final String VECTORS = "vectors";

  /** The file by which a table's folder is known. */
  public static final String MANIFEST = "manifest.json";

  private TableFolder() {}

  /** Writes the folder whole, in place of an older one. */
  public static void write(EmbeddingTable table, Path folder) {
    AtomicFiles.writeFolder(folder, f -> writeInto(table, f));
  }

  /** Writes the three files into a folder that is there, for artefacts made of several tables. */
  public static void writeInto(EmbeddingTable table, Path folder) throws IOException {
    writeManifest(folder, KIND, table.ids(), table.dimension(), table.provenance());
    Tensor vectors =
        new Tensor(new int[] {table.size(), table.dimension()}, table.matrix().array());
    try (var out = AtomicFiles.open(folder.resolve("vectors.safetensors"))) {
      Safetensors.write(out, Map.of(VECTORS, vectors), Map.of());
    }
  }

  /** The two files that say what a folder holds. */
  static void writeManifest(Path folder, String kind, List<String> ids, int dimension, Provenance p)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("kind", kind);
    manifest.put("size", ids.size());
    manifest.put("dimension", dimension);
    manifest.put("space", p.space());
    manifest.put("maker", p.maker());
    manifest.put("seed", p.seed());
    manifest.put("configuration", p.configuration());
    Files.write(folder.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    try (OutputStream out = AtomicFiles.open(folder.resolve("ids.txt"))) {
      for (String id : ids) {
        out.write((escape(id) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Reads a folder; what does not agree with its manifest is an error. */
  public static EmbeddingTable read(Path folder) {
    Contents contents = contents(folder, KIND);
    int size = contents.ids().size();
    Tensor vectors =
        Safetensors.read(folder.resolve("vectors.safetensors"))
            .get(VECTORS, size, contents.dimension());
    return EmbeddingTable.of(
        contents.ids(),
        Matrix.of(size, contents.dimension(), vectors.data()),
        contents.provenance());
  }

  /** How many numbers the rows of a folder's table have, by its manifest alone. */
  public static int dimension(Path folder) {
    return dimension(manifest(folder.resolve(MANIFEST), KIND), folder);
  }

  private static int dimension(JsonNode manifest, Path folder) {
    int dimension = manifest.path("dimension").asInt(-1);
    if (dimension < 1) {
      throw new TriviumException(
          "%s does not say how many numbers a row has; the folder is damaged, make it again"
              .formatted(folder.resolve(MANIFEST)));
    }
    return dimension;
  }

  /** What the two files say. */
  record Contents(List<String> ids, int dimension, Provenance provenance) {}

  static Contents contents(Path folder, String kind) {
    JsonNode manifest = manifest(folder.resolve(MANIFEST), kind);
    int size = manifest.path("size").asInt(-1);
    List<String> ids = ids(folder.resolve("ids.txt"));
    if (ids.size() != size) {
      throw new TriviumException(
          folder.resolve("ids.txt")
              + " holds "
              + ids.size()
              + " ids where manifest.json says "
              + size
              + "; the folder is damaged, make it again");
    }
    SortedMap<String, String> configuration =
        manifest.path("configuration").properties().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().asText(), (a, b) -> a, TreeMap::new));
    Provenance provenance =
        new Provenance(
            manifest.path("space").asText(),
            manifest.path("maker").asText(),
            configuration,
            manifest.path("seed").asLong());
    return new Contents(ids, manifest.path("dimension").asInt(-1), provenance);
  }

  private static JsonNode manifest(Path file, String kind) {
    try {
      JsonNode manifest = JSON.readTree(Files.readAllBytes(file));
      if (manifest.path("format").asInt(-1) != FORMAT
          || !manifest.path("kind").asText().equals(kind)) {
        throw new TriviumException(
            file
                + " does not say format "
                + FORMAT
                + " and kind "
                + kind
                + "; was it written by another version?");
      }
      return manifest;
    } catch (NoSuchFileException e) {
      throw new TriviumException(
          "%s holds no %s; expected a folder of vectors, written by Trivium"
              .formatted(file.getParent(), MANIFEST),
          e);
    } catch (JsonProcessingException e) {
      throw new TriviumException(file + " is not JSON; the folder is damaged, make it again", e);
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read %s: %s; expected a folder written by Trivium".formatted(file, Reason.of(e)),
          e);
    }
  }

  private static List<String> ids(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      List<String> ids = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Interrupts.check("reading");
        ids.add(unescape(line));
      }
      return ids;
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read %s: %s; the folder is damaged, make it again".formatted(file, Reason.of(e)),
          e);
    }
  }

  /** An id as one line. */
  static String escape(String id) {
    return id.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder id = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        id.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }
}
