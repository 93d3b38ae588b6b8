package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.recommender.space.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Turns raw items into the vectors a space is fitted to: one encoder for each modality, all opened
 * here and closed with this. Safe for several threads at once.
 */
public final class ItemEncoder implements AutoCloseable {
  private final Map<String, Road<?>> roads = new TreeMap<>();

  private record Road<T>(Class<T> type, Embedder<T> embedder) {
    T cast(Object thing, String id, String modality) {
      if (!type.isInstance(thing)) {
        throw new TriviumException(
            "the "
                + modality
                + " of item '"
                + id
                + "' is a "
                + thing.getClass().getSimpleName()
                + ", expected a "
                + type.getSimpleName());
      }
      return type.cast(thing);
    }
  }

  /** Opens the encoders; each must serve a modality of its own. */
  public ItemEncoder(Collection<? extends Encoder<?>> encoders) {
    try {
      encoders.forEach(this::open);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private <T> void open(Encoder<T> encoder) {
    if (roads.containsKey(encoder.modality())) {
      throw new IllegalArgumentException(
          "two encoders serve the modality '"
              + encoder.modality()
              + "', one of them '"
              + encoder.name()
              + "'; choose one");
    }
    roads.put(encoder.modality(), new Road<>(encoder.type(), encoder.open()));
  }

  /** The vectors of one item, by modality. */
  public Map<String, float[]> encode(Item item) {
    Map<String, float[]> vectors = new HashMap<>();
    item.raw()
        .forEach(
            (modality, thing) ->
                vectors.put(
                    modality,
                    encode(road(modality, item), List.of(item), modality).vector(item.id())));
    return vectors;
  }

  /** The vectors of a catalogue, whose ids must differ. */
  public Content encode(List<Item> items) {
    if (items.isEmpty()) {
      throw new TriviumException("the catalogue is empty; give at least one item");
    }
    Map<String, List<Item>> having = new LinkedHashMap<>();
    Map<String, Item> ids = new HashMap<>();
    for (Item item : items) {
      if (ids.put(item.id(), item) != null) {
        throw new TriviumException(
            "item id '"
                + item.id()
                + "' stands twice in the catalogue; ids must differ, rename or drop one");
      }
      item.raw()
          .keySet()
          .forEach(m -> having.computeIfAbsent(m, name -> new ArrayList<>()).add(item));
    }
    Map<String, EmbeddingTable> tables = new TreeMap<>();
    having.forEach(
        (modality, those) ->
            tables.put(modality, encode(road(modality, those.get(0)), those, modality)));
    return Content.of(tables);
  }

  private static <T> EmbeddingTable encode(Road<T> road, List<Item> items, String modality) {
    List<T> things =
        items.stream()
            .map(i -> road.cast(Objects.requireNonNull(i.raw().get(modality)), i.id(), modality))
            .toList();
    return road.embedder.embed(items.stream().map(Item::id).toList(), things);
  }

  private Road<?> road(String modality, Item item) {
    Road<?> road = roads.get(modality);
    if (road == null) {
      throw new TriviumException(
          "item '"
              + item.id()
              + "' has a modality '"
              + modality
              + "' that no encoder serves; there are "
              + roads.keySet());
    }
    return road;
  }

  /** Closes every encoder, whether or not another fails to. */
  @Override
  public void close() {
    RuntimeException failed = null;
    for (Road<?> road : roads.values()) {
      try {
        road.embedder.close();
      } catch (RuntimeException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
