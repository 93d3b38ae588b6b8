package dev.trivium.recommender.space;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What asks in a joint factorization, one row after another: users, then sources of edges, then
 * queries. A thing that nobody took up is no target: it would count as passed over by every user.
 */
final class JointRows {
  private final Interactions interactions;
  private final int[] taken;
  private final List<String> ids = new ArrayList<>();
  private final List<Double> influences = new ArrayList<>();
  private final List<Interaction> events = new ArrayList<>();
  private final SortedMap<String, Map<String, String>> known = new TreeMap<>();

  /** The users, each of influence 1, who are known by what they took up. */
  JointRows(Interactions interactions) {
    this.interactions = interactions;
    this.taken = interactions.itemDegrees();
    interactions.users().forEach(user -> ids.add("user " + user));
    ids.forEach(id -> influences.add(1.0));
    for (Interaction e : interactions.events()) {
      events.add(new Interaction("user " + e.user(), e.item(), e.weight(), e.time()));
    }
  }

  /** Things as sources of edges, by their content. */
  JointRows sources(Interactions links, Content content, double influence) {
    for (String source : links.users()) {
      add("source " + source, influence);
      content.of(source).forEach(modality -> know("source " + source, modality, source));
    }
    for (Interaction e : links.events()) {
      if (isTaken(e.item())) {
        events.add(new Interaction("source " + e.user(), e.item(), e.weight(), e.time()));
      }
    }
    return this;
  }

  /** Each modality of each thing, alone, asking for the thing. */
  JointRows queries(Content content, double influence) {
    content
        .modalities()
        .forEach(
            (modality, table) ->
                table.ids().stream()
                    .filter(this::isTaken)
                    .forEach(
                        thing -> {
                          String id = modality + " of " + thing;
                          add(id, influence);
                          know(id, modality, thing);
                          events.add(new Interaction(id, thing));
                        }));
    return this;
  }

  private boolean isTaken(String thing) {
    int column = interactions.item(thing);
    return column >= 0 && taken[column] > 0;
  }

  private void add(String id, double influence) {
    ids.add(id);
    influences.add(influence);
  }

  private void know(String id, String modality, String thing) {
    known.computeIfAbsent(modality, m -> new TreeMap<>()).put(id, thing);
  }

  /** Rows by things. */
  Interactions relations() {
    return Interactions.of(ids, interactions.items(), events);
  }

  double influence(int row) {
    return influences.get(row);
  }

  /** What rows are known by, out of what things are. */
  Content content(Content things) {
    Map<String, EmbeddingTable> tables = new HashMap<>();
    known.forEach(
        (modality, thingOf) -> {
          EmbeddingTable table = things.table(modality);
          tables.put(
              modality,
              EmbeddingTable.of(
                  List.copyOf(thingOf.keySet()),
                  table.matrix().select(thingOf.values().stream().mapToInt(table::row).toArray()),
                  table.provenance()));
        });
    return Content.of(tables);
  }
}
