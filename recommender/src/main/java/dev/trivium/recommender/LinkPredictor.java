package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.index.TopK;
import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says how likely an edge is, from a {@link SharedSpace} fitted to edges. A node is a source, a
 * target or both; the score of a pair is the inner product, and where the pair can be read both
 * ways, the mean of both. Immutable.
 */
public final class LinkPredictor {
  private final SharedSpace space;

  public LinkPredictor(SharedSpace space) {
    this.space = space;
  }

  /** The score of an edge between two nodes; more is likelier. */
  public float score(String a, String b) {
    boolean forth = space.users().contains(a) && space.items().contains(b);
    boolean back = space.users().contains(b) && space.items().contains(a);
    if (!forth && !back) {
      throw new TriviumException(
          "no edge between '"
              + a
              + "' and '"
              + b
              + "' can be scored: the space does not know both");
    }
    float there = forth ? directed(a, b) : directed(b, a);
    float home = back ? directed(b, a) : there;
    return (there + home) / 2;
  }

  /** The {@code k} likeliest targets of a node, without those excluded, best first. */
  public List<Recommendation> predict(String node, int k, Set<String> excluded) {
    List<String> ids = space.items().ids();
    float[] scores = new float[ids.size()];
    TopK top = new TopK(Math.min(k, ids.size()));
    for (int i = 0; i < scores.length; i++) {
      if (!ids.get(i).equals(node) && !excluded.contains(ids.get(i))) {
        scores[i] = score(node, ids.get(i));
        top.offer(i, scores[i]);
      }
    }
    List<Recommendation> best = new ArrayList<>();
    for (int i : top.ids()) {
      best.add(new Recommendation(ids.get(i), scores[i]));
    }
    return best;
  }

  private float directed(String source, String target) {
    int s = space.users().row(source);
    int t = space.items().row(target);
    int f = space.dimension();
    return Vectors.dot(
        space.users().matrix().array(), s * f, space.items().matrix().array(), t * f, f);
  }
}
