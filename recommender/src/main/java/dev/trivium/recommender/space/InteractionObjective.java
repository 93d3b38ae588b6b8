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
 */
public record InteractionObjective(FactorSettings settings, Heads heads) implements Objective {
  /** With linear heads. */
  public InteractionObjective(FactorSettings settings) {
    this(settings, Heads.LINEAR);
  }

  @Override
  public String name() {
    return "interactions";
  }

  @Override
  public SharedSpace fit(Content content, Interactions relations, long seed) {
    Factorization f =
        new Factorization(relations, Content.none(), content, settings, heads, seed).run();
    Provenance provenance = provenance("interactions", settings, heads, content, relations, seed);
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
      Content content,
      Interactions relations,
      long seed) {
    Map<String, String> configuration = new TreeMap<>(settings.asMap());
    configuration.putAll(heads.asMap());
    configuration.put("objective", name);
    Fingerprint input = new Fingerprint().add(relations.fingerprint());
    content
        .modalities()
        .forEach(
            (modality, table) -> {
              configuration.put("modality." + modality, table.space());
              input.add(table.fingerprint());
            });
    return Provenance.trained("shared-space", configuration, seed, input.hex());
  }
}
