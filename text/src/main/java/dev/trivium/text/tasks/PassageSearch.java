package dev.trivium.text.tasks;

import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.index.ExactIndex;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.index.Similarity;
import dev.trivium.core.index.VectorIndex;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Finds the passages that answer a question: those whose vectors have the greatest cosine with its
 * own. Immutable; it does not close the embedder it was given. Passages of which nothing is known,
 * a vector of zeros, are never found, and a question of which nothing is known finds none.
 */
public final class PassageSearch {
  private final Embedder<String> questions;
  private final EmbeddingTable table;
  private final VectorIndex index;

  private PassageSearch(Embedder<String> questions, EmbeddingTable table, VectorIndex index) {
    this.questions = questions;
    this.table = table;
    this.index = index;
  }

  /** A passage found: its place among the passages, and its cosine with the question. */
  public record Hit(int passage, float score) {}

  /** Embeds the passages, and compares each question with all. */
  public static PassageSearch of(List<String> passages, Embedder<String> embedder) {
    return of(passages, embedder, embedder, t -> new ExactIndex(t, Similarity.COSINE));
  }

  /**
   * Embeds the passages, and puts them into an index.
   *
   * @param questions embeds questions, in the same space; another one where the model has a prompt
   *     for each
   * @param index makes the index of the passages' vectors, for the cosine
   */
  public static PassageSearch of(
      List<String> passages,
      Embedder<String> embedder,
      Embedder<String> questions,
      Function<EmbeddingTable, VectorIndex> index) {
    if (passages.isEmpty()) {
      throw new IllegalArgumentException("there is no passage to search; give at least one");
    }
    List<String> ids = IntStream.range(0, passages.size()).mapToObj(Integer::toString).toList();
    EmbeddingTable table =
        EmbeddingTable.of(
            ids, embedder.embed(passages), Provenance.of(embedder.space(), "encoder"));
    return new PassageSearch(questions, table, index.apply(table));
  }

  /** The {@code k} best passages for a question, the best first; fewer where there are fewer. */
  public List<Hit> search(String question, int k) {
    float[] query = questions.embed(List.of(question)).array();
    if (Vectors.norm(query, 0, query.length) == 0) {
      return List.of();
    }
    List<Neighbor> found = index.search(query, k, this::isKnown);
    return found.stream().map(n -> new Hit(n.row(), n.score())).toList();
  }

  private boolean isKnown(int row) {
    Matrix rows = table.matrix();
    return Vectors.norm(rows.array(), rows.offset(row), rows.columns()) > 0;
  }
}
