package dev.trivium.app.demo;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Emoji and who wants them. The items are all emoji but variants of skin; the users are keywords of
 * several languages, such as {@code en:smile}, and a keyword takes up the emoji that carry it.
 */
public final class EmojiCatalogue {
  /** The languages whose keywords are users, if not said otherwise. */
  public static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl");

  /** How many emoji must carry a keyword that is a user. */
  public static final int LEAST_EMOJI = 5;

  private static final String PICTURES = "img/google/64";

  private final List<Emoji> emoji;
  private final Interactions interactions;

  private EmojiCatalogue(List<Emoji> emoji, Interactions interactions) {
    this.emoji = List.copyOf(emoji);
    this.interactions = interactions;
  }

  /**
   * Reads the catalogue from the folders of the packages {@code emoji-datasource-google} and {@code
   * emojibase-data}.
   */
  public static EmojiCatalogue read(Path pictures, Path words) {
    return read(pictures, words, LANGUAGES, LEAST_EMOJI);
  }

  /** The same with keywords of these languages that at least so many emoji carry. */
  public static EmojiCatalogue read(
      Path pictures, Path words, List<String> languages, int leastEmoji) {
    Path file = pictures.resolve("emoji.json");
    JsonRecords entries = JsonRecords.read(file);
    List<Emoji> emoji = emoji(entries, pictures.resolve(PICTURES), EmojiWords.read(words, "en"));
    if (emoji.isEmpty()) {
      throw new TriviumException(
          file + " is an empty catalogue; expected 1911 emoji, " + JsonRecords.remedy());
    }
    SortedMap<String, SortedSet<String>> tagged = new TreeMap<>();
    for (String language : languages) {
      EmojiWords of = EmojiWords.read(words, language);
      for (JsonRecords.Entry entry : entries) {
        for (String tag : of.tags(entry)) {
          tagged.computeIfAbsent(tag, t -> new TreeSet<>()).add(entry.text("unified"));
        }
      }
    }
    tagged.values().removeIf(ids -> ids.size() < leastEmoji);
    return new EmojiCatalogue(emoji, interactions(emoji, tagged));
  }

  private static List<Emoji> emoji(JsonRecords entries, Path pictures, EmojiWords english) {
    List<Emoji> emoji = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (JsonRecords.Entry entry : entries) {
      String id = entry.text("unified");
      Integer before = seen.putIfAbsent(id, entry.number());
      if (before != null) {
        throw entry.wrong("is emoji " + id + " again, as entry " + before + "; ids must differ");
      }
      Path picture = pictures.resolve(entry.text("image"));
      if (!Files.isRegularFile(picture)) {
        throw entry.wrong("names the picture " + picture + ", which is not there");
      }
      emoji.add(
          new Emoji(
              id,
              character(entry, id),
              english.label(entry),
              entry.text("category"),
              entry.text("subcategory"),
              picture));
    }
    return emoji;
  }

  private static String character(JsonRecords.Entry entry, String id) {
    StringBuilder character = new StringBuilder();
    try {
      for (String point : id.split("-", -1)) {
        character.appendCodePoint(Integer.parseInt(point, 16));
      }
    } catch (IllegalArgumentException e) {
      throw entry.wrong("has '" + id + "' for code points in hexadecimal digits");
    }
    return character.toString();
  }

  private static Interactions interactions(
      List<Emoji> emoji, SortedMap<String, SortedSet<String>> tagged) {
    List<Interaction> events = new ArrayList<>();
    tagged.forEach((tag, ids) -> ids.forEach(id -> events.add(new Interaction(tag, id))));
    return Interactions.of(
        List.copyOf(tagged.keySet()), emoji.stream().map(Emoji::id).toList(), events);
  }

  /** The emoji, in the order of the items of {@link #interactions()}. */
  public List<Emoji> emoji() {
    return emoji;
  }

  /** Which keyword takes up which emoji; the keywords are sorted. */
  public Interactions interactions() {
    return interactions;
  }
}
