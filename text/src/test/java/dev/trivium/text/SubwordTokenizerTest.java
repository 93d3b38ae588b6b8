package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubwordTokenizerTest {
  private static final byte[] JSON = json();
  private static final SubwordTokenizer TOKENIZER = new SubwordTokenizer("test", JSON, 256, 30522);

  private static byte[] json() {
    try (InputStream in = OnnxOracle.resource("/all-minilm-l6-v2-tokenizer.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() {
    TOKENIZER.close();
  }

  /** WordPiece by hand: lower case, accents off, the longest piece first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello, world!|hello , world !",
        "Unaffable naïve cafés|una ##ffa ##ble naive cafes",
        "e-mail me @ 10:30|e - mail me @ 10 : 30",
        "embeddings|em ##bed ##ding ##s",
        "日本 abc|日 本 abc"
      })
  void idsAreThoseOfTheHandWorkedPieces(String text, String pieces) throws IOException {
    JsonNode vocabulary = new ObjectMapper().readTree(JSON).path("model").path("vocab");
    int[] expected =
        Arrays.stream(("[CLS] " + pieces + " [SEP]").split(" "))
            .mapToInt(piece -> vocabulary.path(piece).asInt(-1))
            .toArray();
    assertThat(TOKENIZER.encode(List.of(text))[0]).isEqualTo(expected);
  }

  @Test
  void anEmptyTextIsTheTwoSpecialTokens() {
    assertThat(TOKENIZER.encode(List.of("", " ")))
        .isDeepEqualTo(new int[][] {{101, 102}, {101, 102}});
    assertThat(TOKENIZER.encode(List.of())).isEmpty();
  }

  @Test
  void aLongTextKeepsItsFirstTokensAndTheClosingOne() {
    int[] ids = TOKENIZER.encode(List.of("word ".repeat(600)))[0];
    assertThat(ids).hasSize(256).startsWith(101, 2773).endsWith(2773, 102);
    try (SubwordTokenizer longer = new SubwordTokenizer("test", JSON, 512, 30522)) {
      assertThat(longer.encode(List.of("word ".repeat(600)))[0]).hasSize(512);
    }
  }

  @Test
  void manyTextsComeBackInOrder() {
    List<String> texts = Texts.mixed(1100, 5, 3);
    int[][] together = TOKENIZER.encode(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(together[i]).isEqualTo(TOKENIZER.encode(texts.subList(i, i + 1))[0]);
    }
  }

  @Test
  void aBrokenFileIsOneSentence() {
    for (byte[] broken :
        new byte[][] {
          {}, "{}".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(JSON, JSON.length / 2)
        }) {
      assertThatThrownBy(() -> new SubwordTokenizer("a/tokenizer.json", broken, 256, 30522))
          .isInstanceOf(TriviumException.class)
          .hasMessageStartingWith("a/tokenizer.json is no tokenizer.json that can be read");
    }
  }
}
