package dev.trivium.recommender.space;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Two modalities so that what belongs to one thing, its text and its picture, has a high cosine:
 * {@linkplain CanonicalCorrelation regularised canonical correlations}, then {@linkplain
 * ContrastiveTrainer contrastive training} from there for as long as held-out pairs gain. Every
 * thing with both modalities is a pair; relations are not asked for. The space has no users; a
 * thing's vector is the sum of what its modalities say.
 */
public final class MatchedPairsObjective implements Objective {
  private static final int FEWEST_PAIRS = 2;

  private final Supplier<TensorRuntime> runtime;
  private final String left;
  private final String right;
  private final PairSettings settings;

  /** Pairs of two modalities, by name; the runtime is asked for when a space is fitted. */
  public MatchedPairsObjective(
      Supplier<TensorRuntime> runtime, String left, String right, PairSettings settings) {
    this.runtime = runtime;
    this.left = left;
    this.right = right;
    this.settings = settings;
  }

  /** Texts and pictures. */
  public MatchedPairsObjective(TensorRuntime runtime) {
    this(() -> runtime, "text", "image", PairSettings.DEFAULT);
  }

  @Override
  public String name() {
    return "matched pairs";
  }

  /** Relations are passed over. */
  @Override
  public SharedSpace fit(Content content, Interactions relations, long seed) {
    return fit(content, seed);
  }

  /** Fits the two modalities of {@code content} to each other. */
  public SharedSpace fit(Content content, long seed) {
    Content two = content.only(Set.of(left, right));
    List<String> ids = two.table(left).ids().stream().filter(two.table(right)::contains).toList();
    if (ids.size() < FEWEST_PAIRS) {
      throw new TriviumException(
          "there are "
              + ids.size()
              + " things with both "
              + left
              + " and "
              + right
              + "; give at least "
              + FEWEST_PAIRS);
    }
    Matrix x = two.table(left).select(ids).matrix();
    Matrix y = two.table(right).select(ids).matrix();
    Standardization sx = Standardization.of(x);
    Standardization sy = Standardization.of(y);
    CanonicalCorrelation maps =
        new ContrastiveTrainer(runtime.get(), settings, sx.apply(x), sy.apply(y)).train(seed);
    Projection fromLeft = projection(sx, maps.left());
    Projection fromRight = projection(sy, maps.right());
    Fusion fusion =
        new Fusion(
            maps.left().rows(),
            Map.of(
                Set.of(left), Map.of(left, fromLeft),
                Set.of(right), Map.of(right, fromRight),
                Set.of(left, right), Map.of(left, fromLeft, right, fromRight)));
    return space(two, ids, fusion, seed);
  }

  private static Projection projection(Standardization s, Matrix map) {
    return new Projection(List.of(s.onRaw(map, new float[map.rows()])));
  }

  private SharedSpace space(Content two, List<String> ids, Fusion fusion, long seed) {
    Map<String, String> configuration = new TreeMap<>(settings.asMap());
    configuration.put("objective", name());
    configuration.put("modality." + left, two.table(left).space());
    configuration.put("modality." + right, two.table(right).space());
    Fingerprint input = new Fingerprint();
    two.modalities().values().forEach(table -> input.add(table.fingerprint()));
    Provenance provenance = Provenance.trained("shared-space", configuration, seed, input.hex());
    return new SharedSpace(
        EmbeddingTable.of(List.of(), Matrix.zeros(0, fusion.dimension()), provenance),
        EmbeddingTable.of(ids, fusion.fuse(two, ids), provenance),
        new Fusion(fusion.dimension(), Map.of()),
        fusion);
  }
}
