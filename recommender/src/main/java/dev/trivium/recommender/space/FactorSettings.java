package dev.trivium.recommender.space;

import dev.trivium.core.data.Interactions;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Settings of implicit ALS with a content prior.
 *
 * @param dimension numbers in a factor
 * @param regularization λ; a row of n entries among m columns that have any has {@code λ (n + w₀
 *     m)^ν}
 * @param unobservedWeight w₀, how much a pair that was not observed counts as a zero; 0 takes it
 *     from the data: all zeros together weigh {@value #ZEROS} times as much as what was observed,
 *     but none more than {@value #HEAVIEST_ZERO} of the mean entry, the most that validation ever
 *     chose
 * @param weightExponent γ; an entry of weight w counts {@code w^γ}: 1 as much as it says, 0 as much
 *     as any other
 * @param frequencyExponent ν; 1 scales the regularisation fully by frequency, 0 not at all
 * @param ridge of the regression from content to factors, on features scaled to a mean squared
 *     length of 1
 * @param ridges of the modalities that want another one (<i>banded</i> ridge regression,
 *     Nunez-Elizalde et al. 2019); a modality that is noisy, or says much of the interactions
 *     alone, wants more
 * @param sweeps alternations
 * @param recency the half-life of a user's entries when items have settled and users are placed:
 *     after so many later ones an entry counts half; 0 where all count alike, whenever they were
 */
public record FactorSettings(
    int dimension,
    double regularization,
    double unobservedWeight,
    double weightExponent,
    double frequencyExponent,
    double ridge,
    SortedMap<String, Double> ridges,
    int sweeps,
    double recency) {
  private static final double ZEROS = 3.5;
  private static final double HEAVIEST_ZERO = 0.3;
  private static final String DIMENSION = "dimension";
  private static final String REGULARIZATION = "regularization";
  private static final String UNOBSERVED_WEIGHT = "unobservedWeight";
  private static final String WEIGHT_EXPONENT = "weightExponent";
  private static final String FREQUENCY_EXPONENT = "frequencyExponent";
  private static final String RIDGE = "ridge";
  private static final String RIDGE_OF = RIDGE + ".";
  private static final String SWEEPS = "sweeps";
  private static final String RECENCY = "recency";

  /** Rendle et al. (2021) and validation on MovieLens-small (docs/decisions/0009). */
  public static final FactorSettings DEFAULT =
      new FactorSettings(128, 0.03, 0, 1, 2, 10).withWeightExponent(0.25);

  /** The same for what someone takes up next: the last entries count most. */
  public static final FactorSettings NEXT = DEFAULT.withRecency(2);

  public FactorSettings {
    require(
        dimension >= 1 && dimension <= 4096,
        DIMENSION,
        dimension,
        "a whole number from 1 to 4096, such as 64");
    require(regularization > 0, REGULARIZATION, regularization, "a number above 0, such as 0.03");
    require(
        unobservedWeight >= 0,
        UNOBSERVED_WEIGHT,
        unobservedWeight,
        "a number above 0, such as 0.1, or 0 to take it from the data");
    require(
        weightExponent >= 0 && weightExponent <= 1,
        WEIGHT_EXPONENT,
        weightExponent,
        "a number from 0 to 1");
    require(
        frequencyExponent >= 0 && frequencyExponent <= 2,
        FREQUENCY_EXPONENT,
        frequencyExponent,
        "a number from 0 to 2");
    require(ridge > 0, RIDGE, ridge, "a number above 0, such as 1");
    ridges = Collections.unmodifiableSortedMap(new TreeMap<>(ridges));
    ridges.forEach(
        (modality, r) -> require(r > 0, RIDGE_OF + modality, r, "a number above 0, such as 1"));
    require(sweeps >= 1, SWEEPS, sweeps, "a whole number of 1 or more, such as 10");
    require(recency >= 0, RECENCY, recency, "0 (none) or a number above, such as 2");
  }

  /** With one ridge for all modalities, and entries that count as their weights say, whenever. */
  public FactorSettings(
      int dimension,
      double regularization,
      double unobservedWeight,
      double frequencyExponent,
      double ridge,
      int sweeps) {
    this(
        dimension,
        regularization,
        unobservedWeight,
        1,
        frequencyExponent,
        ridge,
        Collections.emptySortedMap(),
        sweeps,
        0);
  }

  /**
   * The settings for these relations: where the weight of what was not observed is 0, the one that
   * they give.
   */
  public FactorSettings settled(Interactions relations) {
    if (unobservedWeight > 0 || relations.size() == 0) {
      return this;
    }
    double observed = 0;
    for (int e = 0; e < relations.size(); e++) {
      observed += weight(relations.weightAt(e));
    }
    double rows =
        IntStream.range(0, relations.userCount()).filter(u -> relations.degree(u) > 0).count();
    double columns = Arrays.stream(relations.itemDegrees()).filter(n -> n > 0).count();
    double density = Math.min(HEAVIEST_ZERO / ZEROS, relations.size() / (rows * columns));
    return withUnobservedWeight(ZEROS * density * observed / relations.size());
  }

  /** How much an entry of this weight counts. */
  double weight(double weight) {
    return Math.pow(weight, weightExponent);
  }

  /** What draws a row of so many entries, among so many columns that have any, to its prior. */
  double regularization(int entries, int columns) {
    return regularization * Math.pow(entries + unobservedWeight * columns, frequencyExponent);
  }

  /** The ridge of a modality. */
  public double ridge(String modality) {
    return ridges.getOrDefault(modality, ridge);
  }

  private static void require(boolean right, String setting, Number value, String remedy) {
    if (!right || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  public FactorSettings withDimension(int value) {
    return with(DIMENSION, value);
  }

  public FactorSettings withRegularization(double value) {
    return with(REGULARIZATION, value);
  }

  public FactorSettings withUnobservedWeight(double value) {
    return with(UNOBSERVED_WEIGHT, value);
  }

  public FactorSettings withWeightExponent(double value) {
    return with(WEIGHT_EXPONENT, value);
  }

  public FactorSettings withFrequencyExponent(double value) {
    return with(FREQUENCY_EXPONENT, value);
  }

  public FactorSettings withRidge(double value) {
    return with(RIDGE, value);
  }

  /** With a ridge of its own for a modality. */
  public FactorSettings withRidge(String modality, double value) {
    return with(RIDGE_OF + modality, value);
  }

  public FactorSettings withSweeps(int value) {
    return with(SWEEPS, value);
  }

  public FactorSettings withRecency(double value) {
    return with(RECENCY, value);
  }

  private FactorSettings with(String setting, Number value) {
    SortedMap<String, String> map = asMap();
    map.put(setting, value.toString());
    return of(map);
  }

  /** The settings that {@link #asMap} wrote. */
  public static FactorSettings of(Map<String, String> map) {
    SortedMap<String, Double> ridges = new TreeMap<>();
    map.forEach(
        (name, value) -> {
          if (name.startsWith(RIDGE_OF)) {
            ridges.put(name.substring(RIDGE_OF.length()), Double.valueOf(value));
          }
        });
    return new FactorSettings(
        Integer.parseInt(map.get(DIMENSION)),
        Double.parseDouble(map.get(REGULARIZATION)),
        Double.parseDouble(map.get(UNOBSERVED_WEIGHT)),
        Double.parseDouble(map.getOrDefault(WEIGHT_EXPONENT, "1")),
        Double.parseDouble(map.get(FREQUENCY_EXPONENT)),
        Double.parseDouble(map.get(RIDGE)),
        ridges,
        Integer.parseInt(map.get(SWEEPS)),
        Double.parseDouble(map.getOrDefault(RECENCY, "0")));
  }

  /** The settings by name, for a provenance. */
  public SortedMap<String, String> asMap() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put(DIMENSION, Integer.toString(dimension));
    map.put(REGULARIZATION, Double.toString(regularization));
    map.put(UNOBSERVED_WEIGHT, Double.toString(unobservedWeight));
    map.put(WEIGHT_EXPONENT, Double.toString(weightExponent));
    map.put(FREQUENCY_EXPONENT, Double.toString(frequencyExponent));
    map.put(RIDGE, Double.toString(ridge));
    ridges.forEach((modality, r) -> map.put(RIDGE_OF + modality, r.toString()));
    map.put(SWEEPS, Integer.toString(sweeps));
    if (recency > 0) {
      map.put(RECENCY, Double.toString(recency));
    }
    return map;
  }
}
