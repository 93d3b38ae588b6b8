package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.math.Matrix;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Interactions, edges and matched pairs in one space: users, nodes as sources and single modalities
 * of things as queries are rows of one {@linkplain Factorization factorization}, whose columns are
 * the things. A user's entries are what was taken up, a source's are its targets, and a query's
 * (the text of a thing without its picture, say) is the thing itself. So whatever asks, the inner
 * product with a thing's vector is the answer. (<i>Collective matrix factorization</i>, Singh and
 * Gordon 2008.)
 *
 * @param settings of all
 * @param edges how much a source counts for the things' vectors, where a user counts 1; 0 leaves
 *     edges out
 * @param pairs how much a query counts; 0 leaves them out
 */
public record JointObjective(FactorSettings settings, double edges, double pairs) {
  public JointObjective {
    require("edges", edges);
    require("pairs", pairs);
  }

  private static void require(String name, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of %s is %s; choose a number of 0 or more, such as 0.5"
              .formatted(name, weight));
    }
  }

  /**
   * What was fitted. A text alone, a picture alone or a user's content is placed among the queries
   * by {@code space.userFusion()}, a new thing by {@code space.itemFusion()}.
   *
   * @param space users and things
   * @param sources nodes as sources of edges {@code [nodes × f]}; their targets are the things
   */
  public record Fitted(SharedSpace space, EmbeddingTable sources) {}

  /**
   * Fits the space. Things that nobody took up take no part, and stand where their content says.
   *
   * @param content what things are known by
   * @param interactions of users with things, which are its items
   * @param links edges from things, its users, to things, its items
   */
  public Fitted fit(Content content, Interactions interactions, Interactions links, long seed) {
    JointRows rows = new JointRows(interactions);
    if (edges > 0) {
      rows.sources(links, content, edges);
    }
    if (pairs > 0) {
      rows.queries(content, pairs);
    }
    FactorSettings settled = settings.settled(interactions);
    Factorization f =
        new Factorization(
                rows.relations(),
                rows::influence,
                rows.content(content),
                content,
                settled,
                Heads.LINEAR,
                seed)
            .run();
    Provenance provenance = provenance(settled, content, interactions, links, seed);
    int users = interactions.userCount();
    SharedSpace space =
        new SharedSpace(
            table(interactions.users(), f.rows(), 0, provenance),
            EmbeddingTable.of(interactions.items(), f.columns(), provenance),
            f.rowFusion(),
            f.columnFusion());
    List<String> sources = edges > 0 ? links.users() : List.of();
    return new Fitted(space, table(sources, f.rows(), users, provenance));
  }

  private static EmbeddingTable table(
      List<String> ids, Matrix rows, int from, Provenance provenance) {
    int[] those = IntStream.range(from, from + ids.size()).toArray();
    return EmbeddingTable.of(ids, rows.select(those), provenance);
  }

  private Provenance provenance(
      FactorSettings settled,
      Content content,
      Interactions interactions,
      Interactions links,
      long seed) {
    Provenance first =
        InteractionObjective.provenance(
            "interactions", settled, Heads.LINEAR, Content.none(), content, interactions, seed);
    SortedMap<String, String> configuration = new TreeMap<>(first.configuration());
    configuration.put("weight.edges", Double.toString(edges));
    configuration.put("weight.pairs", Double.toString(pairs));
    return Provenance.trained(
        first.maker(), configuration, seed, first.space() + links.fingerprint());
  }
}
