package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.io.Fingerprint;
import java.util.Map;
import java.util.TreeMap;

/**
 * Users and items so that who took up what has high inner products: {@linkplain Factorization
 * implicit ALS whose item factors are drawn towards the projection of their content}. A warm item
 * is shrunk towards, and a cold item is, what its content says. Time a sweep: O(Σ n² f) over users
 * and items of n entries, and O(items · d · f) for the projections.
 *
 * @param userContent what users are known by, under their own ids; their factors are drawn towards
 *     its projection as the items' are, and a user without interactions is what it says
 */
public record InteractionObjective(FactorSettings settings, Heads heads, Content userContent)
    implements Objective {
  /** With users who are known by their interactions alone. */
  public InteractionObjective(FactorSettings settings, Heads heads) {
    this(settings, heads, Content.none());
  }

  /** With linear heads too. */
  public InteractionObjective(FactorSettings settings) {
    this(settings, Heads.LINEAR);
  }

  /** With users who are known by something, too. */
  public InteractionObjective withUserContent(Content content) {
    return new InteractionObjective(settings, heads, content);
  }

  @Override
  public String name() {
    return "interactions";
  }

  @Override
  public SharedSpace fit(Content content, Interactions relations, long seed) {
    FactorSettings settled = settings.settled(relations);
    Factorization f =
        new Factorization(relations, userContent, content, settled, heads, seed).run();
    Provenance provenance =
        provenance("interactions", settled, heads, userContent, content, relations, seed);
    return new SharedSpace(
        EmbeddingTable.of(relations.users(), f.rows(), provenance),
        EmbeddingTable.of(relations.items(), f.columns(), provenance),
        f.rowFusion(),
        f.columnFusion());
  }

  static Provenance provenance(
      String name,
      FactorSettings settings,
      Heads heads,
      Content users,
      Content items,
      Interactions relations,
      long seed) {
    Map<String, String> configuration = new TreeMap<>(settings.asMap());
    configuration.putAll(heads.asMap());
    configuration.put("objective", name);
    Fingerprint input = new Fingerprint().add(relations.fingerprint());
    note("modality.", items, configuration, input);
    note("user.modality.", users, configuration, input);
    return Provenance.trained("shared-space", configuration, seed, input.hex());
  }

  private static void note(
      String prefix, Content content, Map<String, String> configuration, Fingerprint input) {
    content
        .modalities()
        .forEach(
            (modality, table) -> {
              configuration.put(prefix + modality, table.space());
              input.add(table.fingerprint());
            });
  }
}
