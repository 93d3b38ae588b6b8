package dev.trivium.core.eval;

import java.util.Arrays;

/** Measures of a partition against the true one; the groups' numbers do not matter. */
public final class PartitionMetrics {
  private PartitionMetrics() {}

  /**
   * {@code NMI}, normalised mutual information: what one partition tells of the other, over the
   * mean of their entropies (Strehl and Ghosh 2002 list the means; this is the arithmetic one, as
   * in scikit-learn). 1 where both have one group alone.
   */
  public static Metric<Partitions> nmi() {
    return new Nmi();
  }

  private record Nmi() implements Metric<Partitions> {
    @Override
    public String name() {
      return "NMI";
    }

    @Override
    public Figure of(Partitions p) {
      int n = p.truth().length;
      int groups = 1 + Arrays.stream(p.found()).max().orElse(-1);
      double truth = entropy(Arrays.stream(p.truth()).asLongStream().toArray());
      double found = entropy(Arrays.stream(p.found()).asLongStream().toArray());
      long[] both = new long[n];
      Arrays.setAll(both, i -> (long) p.truth()[i] * groups + p.found()[i]);
      double mutual = Math.max(0, truth + found - entropy(both));
      double mean = (truth + found) / 2;
      return Figure.of(n == 0 ? Double.NaN : mean == 0 ? 1 : mutual / mean, n);
    }

    private static double entropy(long[] groups) {
      Arrays.sort(groups);
      double entropy = 0;
      int begin = 0;
      for (int i = 1; i <= groups.length; i++) {
        if (i == groups.length || groups[i] != groups[begin]) {
          double share = (double) (i - begin) / groups.length;
          entropy -= share * Math.log(share);
          begin = i;
        }
      }
      return entropy;
    }
  }
}
