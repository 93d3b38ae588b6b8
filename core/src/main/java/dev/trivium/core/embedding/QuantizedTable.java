package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.RowBlocks;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table in a fraction of its memory, its vectors approximate: a byte for each number, or, by
 * product quantisation (Jégou, Douze and Schmid, <i>Product quantization for nearest neighbor
 * search</i>, TPAMI 2011), a byte for each part of a row. Immutable.
 *
 * <p>On disk it is a folder: {@code manifest.json} and {@code ids.txt} as of {@link TableFolder},
 * {@code codes.bin} (the bytes, row after row) and {@code codes.safetensors} (what is needed to
 * read them).
 */
public final class QuantizedTable {
  private static final int BLOCK = 64;
  private static final String CODES = "codes.bin";
  private static final String TENSORS = "codes.safetensors";

  private final List<String> ids;
  private final Map<String, Integer> rows = new HashMap<>();
  private final Codes codes;
  private final Provenance provenance;
  private final float[] lengths;

  private QuantizedTable(List<String> ids, Codes codes, Provenance provenance) {
    this.ids = List.copyOf(ids);
    this.codes = codes;
    this.provenance = provenance;
    this.lengths = new float[ids.size()];
    float[] row = new float[codes.dimension()];
    for (int r = 0; r < lengths.length; r++) {
      if (rows.put(ids.get(r), r) != null) {
        throw new TriviumException(
            "id '" + ids.get(r) + "' stands twice; ids must differ, make the table again");
      }
      codes.decode(r, row, 0);
      lengths[r] = Vectors.norm(row, 0, row.length);
      if (!Float.isFinite(lengths[r])) {
        throw new TriviumException(
            "the vector of '" + ids.get(r) + "' is not finite; make the table again");
      }
    }
  }

  /** A byte for each number and a scale for each row: about a quarter of the memory. */
  public static QuantizedTable int8(EmbeddingTable table) {
    return new QuantizedTable(table.ids(), ByteCodes.of(table.matrix()), table.provenance());
  }

  /**
   * A byte for each part of a row and a length for each row: {@code parts + 4} bytes where there
   * were {@code 4·d}, and 1024·d for the centroids. The same seed gives the same codes. Cost: 256·d
   * products a row, and k-means on 16,384 of them.
   *
   * @param parts into how many parts a row is cut; a divisor of d
   */
  public static QuantizedTable product(EmbeddingTable table, int parts, long seed) {
    if (parts < 1 || table.dimension() % parts != 0) {
      throw new IllegalArgumentException(
          "parts is %d, which does not divide the dimension %d; choose a divisor, say a quarter"
              .formatted(parts, table.dimension()));
    }
    return new QuantizedTable(
        table.ids(), ProductCodes.of(table.matrix(), parts, seed), table.provenance());
  }

  public int size() {
    return ids.size();
  }

  public int dimension() {
    return codes.dimension();
  }

  /** The ids, in the order of the rows. */
  public List<String> ids() {
    return ids;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** The row of an id, or −1. */
  public int row(String id) {
    return rows.getOrDefault(id, -1);
  }

  /** Bytes of all vectors, ids left out. */
  public long bytes() {
    return codes.bytes().length
        + codes.tensors().values().stream().mapToLong(t -> 4L * t.data().length).sum();
  }

  /** The vector of an id, nearly; it must be in the table. */
  public float[] vector(String id) {
    int row = row(id);
    if (row < 0) {
      throw new TriviumException(
          "no vector for '" + id + "' among the " + size() + " of " + provenance.space());
    }
    float[] vector = new float[dimension()];
    codes.decode(row, vector, 0);
    return vector;
  }

  /** All vectors, nearly, as a table of full size. */
  public EmbeddingTable toTable() {
    Matrix matrix = Matrix.zeros(size(), dimension());
    RowBlocks.forEach(size(), BLOCK, r -> codes.decode(r, matrix.array(), r * dimension()));
    return EmbeddingTable.of(ids, matrix, provenance);
  }

  /** The cosine of a query {@code [d]} with each row, n·d operations or fewer; 0 where one is 0. */
  public float[] cosines(float[] query) {
    if (query.length != dimension()) {
      throw new IllegalArgumentException(
          "the query has " + query.length + " numbers, the table " + dimension());
    }
    float length = Vectors.norm(query, 0, query.length);
    float[] cosines = codes.dots(query);
    for (int r = 0; r < cosines.length; r++) {
      float lengths = length * this.lengths[r];
      cosines[r] = lengths > 0 ? cosines[r] / lengths : 0;
    }
    return cosines;
  }

  /** Writes the folder whole, in place of an older one. */
  public void write(Path folder) {
    AtomicFiles.writeFolder(
        folder,
        f -> {
          TableFolder.writeManifest(f, codes.kind(), ids, dimension(), provenance);
          Files.write(f.resolve(CODES), codes.bytes());
          try (var out = AtomicFiles.open(f.resolve(TENSORS))) {
            Safetensors.write(out, codes.tensors(), Map.of());
          }
        });
  }

  /** Reads a folder; what does not agree with its manifest is an error. */
  public static QuantizedTable read(Path folder) {
    Path manifest = folder.resolve(TableFolder.MANIFEST);
    boolean product;
    try {
      product = Files.readString(manifest).contains('"' + ProductCodes.KIND + '"');
    } catch (IOException e) {
      throw new TriviumException("cannot read " + manifest + ": " + Reason.of(e), e);
    }
    TableFolder.Contents contents =
        TableFolder.contents(folder, product ? ProductCodes.KIND : ByteCodes.KIND);
    Weights weights = Safetensors.read(folder.resolve(TENSORS));
    int n = contents.ids().size();
    int d = contents.dimension();
    Codes codes;
    if (product) {
      int[] shape = weights.get("centroids").shape();
      if (shape.length != 3 || shape[0] < 1 || shape[1] != 256 || shape[0] * shape[2] != d) {
        throw damaged(folder.resolve(TENSORS));
      }
      byte[] bytes = bytes(folder, (long) n * shape[0]);
      float[] centroids = weights.get("centroids").data();
      codes = new ProductCodes(d, shape[0], bytes, centroids, weights.get("lengths", n).data());
    } else {
      codes = new ByteCodes(d, bytes(folder, (long) n * d), weights.get("scales", n).data());
    }
    return new QuantizedTable(contents.ids(), codes, contents.provenance());
  }

  private static byte[] bytes(Path folder, long expected) {
    Path file = folder.resolve(CODES);
    try {
      if (Files.size(file) != expected) {
        throw damaged(file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  private static TriviumException damaged(Path file) {
    return new TriviumException(
        file + " does not agree with manifest.json; the folder is damaged, make it again");
  }

  @Override
  public String toString() {
    return "QuantizedTable[" + size() + " × " + dimension() + ", " + bytes() + " bytes]";
  }
}
