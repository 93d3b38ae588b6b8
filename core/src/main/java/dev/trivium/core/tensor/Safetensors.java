package dev.trivium.core.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.ByteOutput;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors format: eight bytes of header length, a JSON header of names, types, shapes and
 * offsets, then the numbers, little-endian. Reads {@code F64 F32 F16 BF16}, widened or narrowed to
 * float; writes {@code F32}. Reading is one pass through a small buffer.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Numbers that pass through the buffer at once. */
  static final int CHUNK = 1 << 20;

  private Safetensors() {}

  /**
   * Reads every tensor of {@code file}; tensors of integer types are passed over. The numbers that
   * the header describes must fill the file exactly, as the format demands.
   */
  public static Weights read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(file, channel).weights();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The free-form strings that the writer left in the header; empty where there are none. */
  public static Map<String, String> metadata(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(file, channel).metadata();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TriviumException unreadable(Path file, IOException e) {
    return new TriviumException(
        "cannot read " + file + ": " + Reason.of(e) + "; fetch or save it again", e);
  }

  /** Writes tensors as {@code F32}, in the map's order; the same tensors give the same bytes. */
  public static void write(
      OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put("__metadata__", metadata);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
      long end = offset + 4L * e.getValue().data().length;
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("dtype", "F32");
      one.put("shape", e.getValue().shape());
      one.put("data_offsets", new long[] {offset, end});
      header.put(e.getKey(), one);
      offset = end;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    int padding = Math.floorMod(-json.length, 8);
    ByteOutput bytes = new ByteOutput(out);
    bytes.writeLong(json.length + padding);
    bytes.write(json);
    bytes.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (Tensor tensor : tensors.values()) {
      bytes.writeFloats(tensor.data(), 0, tensor.data().length);
    }
  }
}
