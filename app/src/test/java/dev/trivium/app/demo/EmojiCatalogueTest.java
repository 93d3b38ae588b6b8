package dev.trivium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader on two packages of three emoji. */
class EmojiCatalogueTest {
  private static final String CAT = emoji("1F431", "null", "cat.png");
  private static final String HASH = emoji("0023-FE0F-20E3", "\"0023-20E3\"", "hash.png");
  private static final String HEART = emoji("2764-FE0F", "\"2764\"", "heart.png");

  @TempDir Path dir;

  private Path pictures;
  private Path words;

  private static String emoji(String code, String plain, String image) {
    return """
        {"unified": "%s", "non_qualified": %s, "image": "%s", "category": "C", "subcategory": "s",
         "skin_variations": {"1F3FB": {"unified": "%s-1F3FB"}}}"""
        .formatted(code, plain, image, code);
  }

  @BeforeEach
  void makePackages() throws IOException {
    pictures = Files.createDirectories(dir.resolve("pictures"));
    words = Files.createDirectories(dir.resolve("words"));
    Files.createDirectories(pictures.resolve("img/google/64"));
    for (String picture : List.of("cat", "hash", "heart")) {
      Files.write(pictures.resolve("img/google/64/" + picture + ".png"), new byte[] {1});
    }
    catalogue(CAT, HASH, HEART);
    language(
        "en",
        """
        [{"hexcode": "1F431", "label": "cat face", "tags": ["Pet", "pet", "cat"]},
         {"hexcode": "0023-20E3", "label": "keycap: #"},
         {"hexcode": "2764", "label": "red heart", "tags": ["love", "cat"]},
         {"hexcode": "1F1E6", "label": "regional indicator A", "tags": ["cat"]}]
        """);
    language(
        "de",
        """
        [{"hexcode": "1F431", "label": "Katzengesicht", "tags": ["cat"]},
         {"hexcode": "0023-FE0F-20E3", "label": "Taste #", "tags": []},
         {"hexcode": "2764-FE0F", "label": "Herz", "tags": ["ÄRGER"]}]
        """);
  }

  private void catalogue(String... entries) throws IOException {
    Files.writeString(pictures.resolve("emoji.json"), "[" + String.join(",\n", entries) + "]");
  }

  private void language(String language, String json) throws IOException {
    Files.writeString(Files.createDirectories(words.resolve(language)).resolve("data.json"), json);
  }

  private EmojiCatalogue read(int leastEmoji) {
    return EmojiCatalogue.read(pictures, words, List.of("en", "de"), leastEmoji);
  }

  private void refused(String... message) {
    assertThatThrownBy(() -> read(1))
        .isInstanceOf(TriviumException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(message).hasLineCount(1));
  }

  @Test
  void itemsAreEmojiAndUsersKeywords() {
    EmojiCatalogue catalogue = read(1);
    assertThat(catalogue.emoji())
        .containsExactly(
            new Emoji("1F431", "🐱", "cat face", "C", "s", picture("cat")),
            new Emoji("0023-FE0F-20E3", "#️⃣", "keycap: #", "C", "s", picture("hash")),
            new Emoji("2764-FE0F", "❤️", "red heart", "C", "s", picture("heart")));
    Interactions taken = catalogue.interactions();
    assertThat(taken.items()).containsExactly("1F431", "0023-FE0F-20E3", "2764-FE0F");
    assertThat(taken.users()).containsExactly("de:cat", "de:ärger", "en:cat", "en:love", "en:pet");
    assertThat(taken.itemsOf(taken.user("en:cat"))).containsExactly(0, 2);
    assertThat(taken.itemsOf(taken.user("en:pet"))).containsExactly(0);
    assertThat(taken.size()).isEqualTo(6);
  }

  private Path picture(String name) {
    return pictures.resolve("img/google/64").resolve(name + ".png");
  }

  @Test
  void keywordsOfFewEmojiAreNoUsers() {
    Interactions taken = read(2).interactions();
    assertThat(taken.users()).containsExactly("en:cat");
    assertThat(taken.itemCount()).isEqualTo(3);
  }

  @Test
  void cutJsonIsRefusedWithItsLine() throws IOException {
    Path file = pictures.resolve("emoji.json");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    refused(file + ":", "not JSON, or cut short", "fetches it anew");
    Files.writeString(file, "");
    refused(file + " is no list");
    Files.writeString(file, "{}");
    refused(file + " is no list");
  }

  @Test
  void anEmptyCatalogueIsRefused() throws IOException {
    catalogue();
    refused(pictures.resolve("emoji.json") + " is an empty catalogue; expected 1911 emoji");
  }

  @Test
  void anIdThatStandsTwiceIsRefused() throws IOException {
    catalogue(CAT, HASH, CAT);
    refused("emoji.json: entry 3 is emoji 1F431 again, as entry 1; ids must differ");
  }

  @Test
  void aMissingPictureIsRefused() throws IOException {
    Files.delete(picture("hash"));
    refused("emoji.json: entry 2 names the picture " + picture("hash") + ", which is not there");
  }

  @Test
  void missingFieldsAreRefused() throws IOException {
    for (String field : List.of("unified", "image", "category", "subcategory")) {
      catalogue(CAT, HEART.replace("\"" + field + "\": \"", "\"other\": \""));
      refused("emoji.json: entry 2 has no text '" + field + "'");
    }
    catalogue(CAT.replace("\"1F431\"", "\"cat\""));
    refused("emoji.json: entry 1 ");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(words.resolve("de/data.json"));
    refused("there is no " + words.resolve("de/data.json"));
    Files.delete(pictures.resolve("emoji.json"));
    refused("there is no " + pictures.resolve("emoji.json"));
  }

  @Test
  void wordsThatDoNotFitAreRefused() throws IOException {
    language("de", "[{\"hexcode\": \"1F431\", \"tags\": [1]}]");
    refused("de/data.json: entry 1 has a tag that is no text: 1");
    language("de", "[]");
    refused("emoji.json: entry 1 is emoji 1F431, which is not in " + words.resolve("de"));
    language("en", "[{\"hexcode\": \"1F431\"}]");
    refused("en/data.json: entry 1 has no text 'label'");
  }
}
