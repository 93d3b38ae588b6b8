package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.math.FastRandom;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdTableTest {
  @Test
  void idsAreNumberedAsAMapNumbersThem() {
    FastRandom random = new FastRandom(3);
    IdTable table = new IdTable();
    IdTable second = new IdTable();
    for (int round = 0; round < 3; round++) {
      table.clear();
      second.clear();
      Map<String, Integer> map = new LinkedHashMap<>();
      for (int i = 0; i < 50_000; i++) {
        String id = id(random);
        byte[] bytes = ("<" + id + ">").getBytes(StandardCharsets.UTF_8);
        int expected = map.computeIfAbsent(id, x -> map.size());
        assertThat(table.add(bytes, 1, bytes.length - 1)).isEqualTo(expected);
      }
      NodeIds ids = table.list();
      assertThat(ids).containsExactlyElementsOf(map.keySet());
      map.forEach((id, v) -> assertThat(ids.indexOf(id)).isEqualTo(v));
      assertThat(ids.indexOf("not there")).isEqualTo(-1);
      assertThat(ids.contains("123456789012")).isEqualTo(map.containsKey("123456789012"));
      for (int v = ids.size() - 1; v >= 0; v--) {
        assertThat(second.add(table, v)).isEqualTo(ids.size() - 1 - v);
      }
    }
  }

  private static String id(FastRandom random) {
    int n = random.nextInt(1 << (1 + random.nextInt(20)));
    return switch (random.nextInt(5)) {
      case 0 -> "v" + n;
      case 1 -> "0" + n;
      case 2 -> Long.toString(n * 4_294_967_291L);
      case 3 -> Integer.toString(n << 12);
      default -> Integer.toString(n);
    };
  }

  @Test
  void halfACharacterIsNoId() {
    assertThatThrownBy(() -> NodeIds.of(List.of("a", "\ud83d")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("has half a surrogate pair and is no text; give it another");
  }

  @Test
  void decimalsAreReadAsJavaReadsThem() {
    FastRandom random = new FastRandom(4);
    for (int i = 0; i < 100_000; i++) {
      String text = number(random);
      byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.US_ASCII);
      assertThat(Decimals.parse(bytes, 1, bytes.length - 1))
          .as(text)
          .isEqualTo(Double.parseDouble(text));
    }
    for (String bad :
        List.of("", ".", "-", "+-1", "1e", "0x1p3", "1d", "NaN", "1 2", "é", "1..2")) {
      byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
      assertThat(Decimals.parse(bytes, 0, bytes.length)).as(bad).isNaN();
    }
  }

  private static String number(FastRandom random) {
    double value = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
    return switch (random.nextInt(5)) {
      case 0 -> Double.toString(value);
      case 1 -> Float.toString((float) value);
      case 2 -> Long.toString(random.nextLong() >> random.nextInt(63));
      case 3 -> "+" + random.nextInt(1000) + ".";
      default -> "." + (random.nextLong() >>> (1 + random.nextInt(60)));
    };
  }
}
