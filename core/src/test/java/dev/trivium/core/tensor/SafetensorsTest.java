package dev.trivium.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private final Path folder;

  SafetensorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("weights.safetensors"), bytes);
  }

  /** A file put together by hand. */
  private static byte[] bytes(String header, byte... numbers) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + numbers.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(numbers)
        .array();
  }

  private static byte[] written(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, tensors, metadata);
    return out.toByteArray();
  }

  private static Map<String, Tensor> some() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("zwei", new Tensor(new int[] {2, 3}, new float[] {1, -2, 3.5f, 0, -0f, 1e-42f}));
    tensors.put("a scalar", new Tensor(new int[] {}, new float[] {Float.MAX_VALUE}));
    tensors.put("none", new Tensor(new int[] {0, 7}, new float[] {}));
    tensors.put("größe \"α\"", new Tensor(new int[] {1}, new float[] {Float.NaN}));
    return tensors;
  }

  @Test
  void whatIsWrittenIsReadInTheSameOrder() throws IOException {
    Path file = file(written(some(), Map.of("format", "pt")));

    Weights weights = Safetensors.read(file);

    assertThat(weights.names()).containsExactlyElementsOf(some().keySet());
    some().forEach((name, tensor) -> assertThat(weights.get(name)).isEqualTo(tensor));
    assertThat(Safetensors.metadata(file)).isEqualTo(Map.of("format", "pt"));
  }

  @Test
  void sameTensorsGiveTheSameBytesWithNumbersOnAnEighthByte() throws IOException {
    byte[] once = written(some(), Map.of("k", "v"));
    assertThat(written(some(), Map.of("k", "v"))).isEqualTo(once);
    assertThat(ByteBuffer.wrap(once).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void moreNumbersThanTheBufferHolds() throws IOException {
    Random random = new Random(1);
    float[] data = new float[2 * Safetensors.CHUNK + 3];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat();
    }
    Tensor tensor = new Tensor(new int[] {data.length}, data);
    assertThat(Safetensors.read(file(written(Map.of("w", tensor), Map.of()))).get("w"))
        .isEqualTo(tensor);
  }

  @Test
  void readsHalvesBrainFloatsDoublesAndPassesOverIntegers() throws IOException {
    String header =
        """
        {"half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
         "brain":{"dtype":"BF16","shape":[1,2],"data_offsets":[4,8]},
         "double":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},
         "int":{"dtype":"I64","shape":[1],"data_offsets":[16,24]}}""";
    ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putShort((short) 0x3c00).putShort((short) 0xc500); // 1, −5
    numbers.putShort((short) 0x4049).putShort((short) 0xbf80); // 3.140625, −1
    numbers.putDouble(-0.1).putLong(42);

    Weights weights = Safetensors.read(file(bytes(header, numbers.array())));

    assertThat(weights.names()).containsExactly("half", "brain", "double");
    assertThat(weights.get("half", 2).data()).containsExactly(1f, -5f);
    assertThat(weights.get("brain", 1, 2).data()).containsExactly(3.140625f, -1f);
    assertThat(weights.get("double", 1).data()).containsExactly(-0.1f);
  }

  @Test
  void everyTruncationIsOneSentenceThatNamesTheFile() throws IOException {
    byte[] whole = written(some(), Map.of("format", "pt"));
    for (int length = 0; length < whole.length; length++) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(TriviumException.class)
          .hasMessageStartingWith(file + " ")
          .hasMessageEndingWith("; fetch or save it again");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "3",
        "{\"w\":",
        "{}{}",
        "{\"w\":7}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1,0],\"data_offsets\":[0,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2,-1],\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967298],\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9223372036854775800,9223372036854775808]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}"
      })
  void aHeaderThatLiesIsFoundOut(String header) throws IOException {
    Path file = file(bytes(header, new byte[8]));
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith(file + " ")
        .hasMessageEndingWith("; fetch or save it again");
  }

  @Test
  void aHeaderOfAbsurdLengthIsNotAllocated() throws IOException {
    byte[] bytes = bytes("{}");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
    Path file = file(bytes);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("announce a header of 9223372036854775807 bytes in a file of 10");
  }

  @Test
  void aMissingFileAndAMissingWeightAreNamed() throws IOException {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("gone")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("gone");
    Weights weights = Safetensors.read(file(written(some(), Map.of())));
    assertThatThrownBy(() -> weights.get("drei"))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("has no weight 'drei' among its 4");
    assertThatThrownBy(() -> weights.get("zwei", 3, 2))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("has shape [2, 3], expected [3, 2]");
  }
}
