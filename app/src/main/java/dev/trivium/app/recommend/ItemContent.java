package dev.trivium.app.recommend;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Stages;
import dev.trivium.core.data.Catalog;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.recommender.TextContent;
import dev.trivium.recommender.space.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What items are known by.
 *
 * @param texts what makes vectors of a text; null where no item has one
 * @param content the items' vectors
 */
record ItemContent(@Nullable TextContent texts, Content content) implements AutoCloseable {
  static final ItemContent NONE = new ItemContent(null, Content.none());

  private static final String TEXTS = "texts";

  /**
   * Learns from what is said of all items; one of which nothing is said is counted aloud.
   *
   * @param sentences what makes vectors of sentences; null for words alone
   */
  static ItemContent of(Catalog catalog, @Nullable Encoder<String> sentences, Stages stages) {
    Map<String, String> texts = new LinkedHashMap<>();
    catalog.ids().forEach(item -> texts.put(item, catalog.text(item)));
    texts.values().removeIf(String::isBlank);
    int without = catalog.ids().size() - texts.size();
    if (without > 0) {
      stages.say(
          "note: no text came with %s; what is known by nothing is not recommended until somebody takes it up"
              .formatted(Count.of(without, "item")));
    }
    if (texts.isEmpty()) {
      return NONE;
    }
    return stages.stage(
        "embed items",
        progress -> {
          int width = TextContent.width(texts.size());
          TextContent learnt =
              sentences == null
                  ? TextContent.fit(texts.values(), width)
                  : TextContent.fit(texts.values(), width, sentences);
          return new ItemContent(learnt, learnt.content(texts));
        });
  }

  /** With one more modality. */
  ItemContent with(String modality, EmbeddingTable table) {
    return new ItemContent(texts, content.with(modality, table));
  }

  /** These items, and after them all others of which something is known. */
  List<String> with(List<String> items) {
    LinkedHashSet<String> all = new LinkedHashSet<>(items);
    content.modalities().values().forEach(table -> all.addAll(table.ids()));
    return List.copyOf(all);
  }

  /** Keeps what makes vectors of texts, in a model's folder. */
  void write(Path folder) {
    if (texts != null) {
      texts.write(folder.resolve(TEXTS));
    }
  }

  /** What makes vectors of texts, as a model's folder keeps it; null where it keeps none. */
  static @Nullable TextContent texts(Path folder, Function<String, Encoder<String>> sentences) {
    Path texts = folder.resolve(TEXTS);
    return Files.isDirectory(texts) ? TextContent.read(texts, sentences) : null;
  }

  @Override
  public void close() {
    if (texts != null) {
      texts.close();
    }
  }
}
