package dev.trivium.recommender;

import dev.trivium.core.math.Vectors;
import dev.trivium.recommender.space.FoldIn;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Where a query stands in the space.
 *
 * @param vector the weighted mean of its parts
 * @param parts those of which something is known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Placed(float[] vector, List<Part> parts) {
  /**
   * One of whom something is known.
   *
   * @param weight of all parts they sum to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(
      float[] vector, Supplier<Evidence> evidence, Supplier<int[]> seen, double weight) {}

  static Placed of(Query query, State in) {
    List<Part> known = new ArrayList<>();
    double sum = 0;
    for (Query.Weighted weighted : query.parts()) {
      Part part = part(weighted, in);
      if (Vectors.norm(part.vector, 0, part.vector.length) > 0) {
        known.add(part);
        sum += part.weight;
      }
    }
    float[] mean = new float[in.space().dimension()];
    List<Part> parts = new ArrayList<>();
    for (Part part : known) {
      double weight = part.weight / sum;
      Vectors.axpy((float) weight, part.vector, 0, mean, 0, mean.length);
      parts.add(new Part(part.vector, part.evidence, part.seen, weight));
    }
    return new Placed(mean, parts);
  }

  private static Part part(Query.Weighted weighted, State in) {
    if (weighted.part() instanceof Query.User user) {
      return new Part(
          in.userVector(user.id()),
          () -> in.evidence(user.id()),
          () -> in.seen(user.id()),
          weighted.weight());
    }
    Evidence evidence =
        weighted.part() instanceof Query.History history
            ? in.evidence(history.events())
            : in.evidence(((Query.Like) weighted.part()).vectors());
    float[] vector =
        evidence.isEmpty()
            ? new float[in.space().dimension()]
            : in.trained().foldIn().get().user(evidence.things(), evidence.weights(), null);
    return new Part(vector, () -> evidence, evidence::rows, weighted.weight());
  }

  /** Whether nothing is known. */
  boolean isNowhere() {
    return parts.isEmpty();
  }

  /** The rows of what was taken up, rising. */
  int[] seen() {
    if (parts.size() == 1) {
      return parts.get(0).seen.get();
    }
    return parts.stream().flatMapToInt(part -> IntStream.of(part.seen.get())).sorted().toArray();
  }

  /** What each thing taken up adds to the score of an item. */
  SortedMap<String, Float> shares(float[] item, FoldIn foldIn) {
    SortedMap<String, Float> all = new TreeMap<>();
    for (Part part : parts) {
      Evidence evidence = part.evidence.get();
      float[] shares = foldIn.shares(evidence.things(), evidence.weights(), item);
      for (int i = 0; i < shares.length; i++) {
        all.merge(evidence.names().get(i), (float) (part.weight * shares[i]), Float::sum);
      }
    }
    return all;
  }
}
