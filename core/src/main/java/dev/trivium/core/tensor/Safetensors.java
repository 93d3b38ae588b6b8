package dev.trivium.core.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The safetensors format: eight bytes of header length, a JSON header of names, types, shapes and
 * offsets, then the numbers, little-endian. Reads {@code F64 F32 F16 BF16}, widened or narrowed to
 * float; writes {@code F32}. The file is mapped, so reading costs one pass over its pages.
 */
public final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHUNK = 1 << 20;
  private static final long LARGEST_HEADER = 100L << 20;

  private Safetensors() {}

  /** Reads every tensor of {@code file}; tensors of integer types are passed over. */
  public static Weights read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long headerLength = headerLength(channel, file);
      JsonNode header = header(channel, headerLength, file);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          Entry e = entry(entry.getKey(), entry.getValue(), file);
          if (e.type != null) {
            tensors.put(entry.getKey(), tensor(channel, 8 + headerLength, e, file));
          }
        }
      }
      return new Weights(file.toString(), tensors);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + e, e);
    }
  }

  /** The free-form strings that the writer left in the header; empty where there are none. */
  public static Map<String, String> metadata(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      JsonNode metadata = header(channel, headerLength(channel, file), file).path("__metadata__");
      return metadata.isObject() ? JSON.convertValue(metadata, new TypeReference<>() {}) : Map.of();
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + e, e);
    }
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
    out.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length + padding)
            .array());
    out.write(json);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (Tensor tensor : tensors.values()) {
      writeFloats(out, tensor.data());
    }
  }

  private static void writeFloats(OutputStream out, float[] data) throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(CHUNK, Math.max(1, data.length)) * 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < data.length; from += CHUNK) {
      int n = Math.min(CHUNK, data.length - from);
      buffer.clear().asFloatBuffer().put(data, from, n);
      out.write(buffer.array(), 0, 4 * n);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(String name, @Nullable Type type, int[] shape, long from, long to) {}

  private enum Type {
    F64(8),
    F32(4),
    F16(2),
    BF16(2);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }
  }

  private static long headerLength(FileChannel channel, Path file) throws IOException {
    ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    while (eight.hasRemaining() && channel.read(eight, eight.position()) >= 0) {
      // read on: a channel may hand out less than asked
    }
    long length = eight.hasRemaining() ? -1 : eight.getLong(0);
    if (length < 2 || length > LARGEST_HEADER || length > channel.size() - 8) {
      throw new TriviumException(
          file
              + " is no safetensors file: its first 8 bytes announce a header of "
              + length
              + " bytes in a file of "
              + channel.size()
              + "; fetch it again");
    }
    return length;
  }

  private static JsonNode header(FileChannel channel, long length, Path file) throws IOException {
    byte[] bytes = new byte[(int) length];
    channel.map(FileChannel.MapMode.READ_ONLY, 8, length).get(bytes);
    try {
      JsonNode header = JSON.readTree(bytes);
      if (header == null || !header.isObject()) {
        throw new TriviumException(
            file + " is no safetensors file: its header is not a JSON object; fetch it again");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new TriviumException(
          file + " is no safetensors file: its header is not JSON; fetch it again", e);
    }
  }

  private static Entry entry(String name, JsonNode node, Path file) {
    JsonNode offsets = node.path("data_offsets");
    JsonNode dims = node.path("shape");
    if (!offsets.isArray() || offsets.size() != 2 || !dims.isArray()) {
      throw new TriviumException(
          file
              + ": weight '"
              + name
              + "' lacks a shape or its two data_offsets; fetch the file again");
    }
    int[] shape = new int[dims.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dims.get(i).asInt(-1);
    }
    return new Entry(
        name,
        type(node.path("dtype").asText()),
        shape,
        offsets.get(0).asLong(-1),
        offsets.get(1).asLong(-1));
  }

  private static @Nullable Type type(String dtype) {
    for (Type type : Type.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    return null;
  }

  private static Tensor tensor(FileChannel channel, long base, Entry e, Path file)
      throws IOException {
    Type type = Objects.requireNonNull(e.type);
    long size = 1;
    for (int d : e.shape) {
      size = d < 0 ? -1 : Math.multiplyExact(size, (long) d);
    }
    if (size < 0
        || size > Integer.MAX_VALUE - 8
        || e.from < 0
        || e.to - e.from != size * type.bytes) {
      throw new TriviumException(
          file
              + ": weight '"
              + e.name
              + "' has a shape and data_offsets that do not agree; fetch the file again");
    }
    if (base + e.to > channel.size()) {
      throw new TriviumException(
          file
              + " is cut short: weight '"
              + e.name
              + "' ends at byte "
              + (base + e.to)
              + " of "
              + channel.size()
              + "; fetch it again");
    }
    float[] data = new float[(int) size];
    for (int from = 0; from < data.length; from += CHUNK) {
      int n = Math.min(CHUNK, data.length - from);
      ByteBuffer bytes =
          channel
              .map(
                  FileChannel.MapMode.READ_ONLY,
                  base + e.from + (long) from * type.bytes,
                  (long) n * type.bytes)
              .order(ByteOrder.LITTLE_ENDIAN);
      copy(type, bytes, data, from, n);
    }
    return new Tensor(e.shape, data);
  }

  private static void copy(Type type, ByteBuffer bytes, float[] data, int from, int n) {
    switch (type) {
      case F32 -> bytes.asFloatBuffer().get(data, from, n);
      case F64 -> {
        for (int i = 0; i < n; i++) {
          data[from + i] = (float) bytes.getDouble(8 * i);
        }
      }
      case F16 -> {
        for (int i = 0; i < n; i++) {
          data[from + i] = HalfFloats.toFloat(bytes.getShort(2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < n; i++) {
          data[from + i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
        }
      }
    }
  }
}
