package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;

/**
 * Nodes so that joined ones have high inner products: each node has a vector as a source and one as
 * a target, both drawn towards what its content says, so that new nodes can be linked. Relations
 * are edges, their users the sources and their items the targets, both over the same nodes or, in a
 * bipartite graph, over the two parts. The score of an undirected edge is the mean of both
 * directions.
 */
public record EdgeObjective(FactorSettings settings) implements Objective {
  @Override
  public String name() {
    return "edges";
  }

  @Override
  public SharedSpace fit(Content content, Interactions relations, long seed) {
    FactorSettings settled = settings.settled(relations);
    Factorization f =
        new Factorization(relations, content, content, settled, Heads.LINEAR, seed).run();
    Provenance provenance =
        InteractionObjective.provenance(
            "edges", settled, Heads.LINEAR, content, content, relations, seed);
    return new SharedSpace(
        EmbeddingTable.of(relations.users(), f.rows(), provenance),
        EmbeddingTable.of(relations.items(), f.columns(), provenance),
        f.rowFusion(),
        f.columnFusion());
  }
}
