package dev.trivium.text.words;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of one language and what they are in another; a word may have several translations.
 *
 * @param name where it is from
 * @param entries the pairs
 */
public record BilingualDictionary(String name, List<Entry> entries) {
  public BilingualDictionary {
    entries = List.copyOf(entries);
  }

  /** A word and its translation. */
  public record Entry(String source, String target) {}

  /** Reads lines {@code source target}, separated by a tab, a comma or blanks. */
  public static BilingualDictionary read(Path file) {
    List<Entry> entries = new ArrayList<>();
    FieldLines.read(
        file,
        (fields, where) -> {
          if (fields.length != 2) {
            throw new TriviumException(
                where
                    + ": expected a word and its translation, found "
                    + fields.length
                    + " fields");
          }
          entries.add(new Entry(fields[0], fields[1]));
        });
    if (entries.isEmpty()) {
      throw new TriviumException(
          file + " holds no entries; expected lines of a word and its translation");
    }
    return new BilingualDictionary(String.valueOf(file.getFileName()), entries);
  }

  /** Every word that both tables spell alike. */
  public static BilingualDictionary identical(EmbeddingTable source, EmbeddingTable target) {
    List<Entry> entries =
        source.ids().stream().filter(target::contains).map(w -> new Entry(w, w)).toList();
    return new BilingualDictionary("identical words", entries);
  }

  /** This dictionary without the words that another one asks for. */
  public BilingualDictionary without(BilingualDictionary other) {
    Set<String> asked = other.entries().stream().map(Entry::source).collect(Collectors.toSet());
    return new BilingualDictionary(
        name, entries.stream().filter(e -> !asked.contains(e.source())).toList());
  }
}
