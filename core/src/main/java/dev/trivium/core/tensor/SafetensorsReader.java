package dev.trivium.core.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One safetensors file being read: its header believed only as far as the file bears it out. */
final class SafetensorsReader {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();
  private static final String METADATA = "__metadata__";
  private static final long LARGEST_HEADER = 100L << 20;

  private final Path file;
  private final FileChannel channel;
  private final long size;

  /** Where the numbers begin. */
  private final long base;

  private final JsonNode header;

  SafetensorsReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
    long length = size < 8 ? 0 : bytes(0, 8).getLong(0);
    if (length < 2 || length > Math.min(LARGEST_HEADER, size - 8)) {
      throw broken(
          "is no safetensors file: its first 8 bytes announce a header of %d bytes in a file of %d"
              .formatted(length, size));
    }
    this.base = 8 + length;
    this.header = header(bytes(8, (int) length).array());
  }

  private JsonNode header(byte[] json) throws IOException {
    try {
      JsonNode node = JSON.readTree(json);
      if (!node.isObject()) {
        throw broken("is no safetensors file: its header is not a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw broken("is no safetensors file: its header is not JSON, or names a weight twice");
    }
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : header.path(METADATA).properties()) {
      metadata.put(e.getKey(), e.getValue().asText());
    }
    return metadata;
  }

  Weights weights() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long described = 0;
    for (Map.Entry<String, JsonNode> e : header.properties()) {
      if (!e.getKey().equals(METADATA)) {
        Entry entry = entry(e.getKey(), e.getValue());
        described += entry.to - entry.from;
        for (FloatFormat format : FloatFormat.values()) {
          if (format.name().equals(entry.type)) {
            tensors.put(entry.name, tensor(entry, format));
          }
        }
      }
    }
    if (described != size - base) {
      throw broken(
          "holds %d bytes of numbers, and its header describes %d"
              .formatted(size - base, described));
    }
    return new Weights(file.toString(), tensors);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(String name, String type, long[] shape, long from, long to) {}

  private Entry entry(String name, JsonNode node) {
    long[] shape = numbers(node.path("shape"));
    long[] offsets = numbers(node.path("data_offsets"));
    if (!node.path("shape").isArray() || offsets.length != 2) {
      throw broken("describes weight '" + name + "' without a shape or its two data_offsets");
    }
    if (Tensor.size(shape) < 0 || offsets[0] < 0 || offsets[1] < offsets[0]) {
      throw disagree(name, shape, offsets);
    }
    if (offsets[1] > size - base) {
      throw broken(
          "is cut short: weight '%s' ends at byte %d of the numbers, of which there are %d"
              .formatted(name, offsets[1], size - base));
    }
    return new Entry(name, node.path("dtype").asText(), shape, offsets[0], offsets[1]);
  }

  /** The whole numbers of an array; −1 stands for what is none. */
  private static long[] numbers(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode n = array.get(i);
      numbers[i] = n != null && n.isIntegralNumber() && n.canConvertToLong() ? n.longValue() : -1;
    }
    return numbers;
  }

  private Tensor tensor(Entry e, FloatFormat format) throws IOException {
    long count = Tensor.size(e.shape);
    if (count * format.bytes() != e.to - e.from) {
      throw disagree(e.name, e.shape, e.from, e.to);
    }
    float[] data = new float[(int) count];
    for (int at = 0; at < data.length; at += Safetensors.CHUNK) {
      int n = Math.min(Safetensors.CHUNK, data.length - at);
      long position = base + e.from + (long) at * format.bytes();
      format.read(bytes(position, n * format.bytes()), data, at, n);
    }
    return new Tensor(Arrays.stream(e.shape).mapToInt(Math::toIntExact).toArray(), data);
  }

  /** A stretch of the file, little-endian. */
  private ByteBuffer bytes(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw broken("became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private TriviumException disagree(String name, long[] shape, long... offsets) {
    return broken(
        "describes weight '%s' with shape %s and data_offsets %s, which do not agree"
            .formatted(name, Arrays.toString(shape), Arrays.toString(offsets)));
  }

  private TriviumException broken(String how) {
    return new TriviumException(file + " " + how + "; fetch or save it again");
  }
}
