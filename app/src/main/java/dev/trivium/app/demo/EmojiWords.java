package dev.trivium.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one language says of the emoji: a label and some keywords each. */
final class EmojiWords {
  private final String language;
  private final Path file;
  private final Map<String, JsonRecords.Entry> byCode = new HashMap<>();

  private EmojiWords(String language, Path file) {
    this.language = language;
    this.file = file;
  }

  /** Reads the language from the folder of {@code emojibase-data}. */
  static EmojiWords read(Path folder, String language) {
    EmojiWords words = new EmojiWords(language, folder.resolve(language).resolve("data.json"));
    for (JsonRecords.Entry entry : JsonRecords.read(words.file)) {
      words.byCode.putIfAbsent(entry.text("hexcode"), entry);
    }
    return words;
  }

  /**
   * The entry of an emoji. Some are written with or without {@code FE0F}, which asks for the
   * picture of a character that has a plain form too.
   */
  private JsonRecords.Entry entry(JsonRecords.Entry emoji) {
    String code = emoji.text("unified");
    String plain = emoji.node().path("non_qualified").asText("");
    for (String form : List.of(code, code.replace("-FE0F", ""), plain)) {
      JsonRecords.Entry entry = byCode.get(form);
      if (entry != null) {
        return entry;
      }
    }
    throw emoji.wrong("is emoji " + code + ", which is not in " + file);
  }

  String label(JsonRecords.Entry emoji) {
    return entry(emoji).text("label");
  }

  /** The keywords, as {@code en:smile}, in lower case; often none. */
  List<String> tags(JsonRecords.Entry emoji) {
    JsonRecords.Entry entry = entry(emoji);
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : entry.node().path("tags")) {
      if (!tag.isTextual()) {
        throw entry.wrong("has a tag that is no text: " + tag);
      }
      tags.add(language + ":" + tag.asText().toLowerCase(Locale.ROOT));
    }
    return tags;
  }
}
