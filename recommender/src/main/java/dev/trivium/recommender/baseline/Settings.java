package dev.trivium.recommender.baseline;

/** How settings refuse what makes no sense. */
final class Settings {
  private Settings() {}

  static void require(boolean right, String setting, Number value, String remedy) {
    if (!right || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  static void requireDimension(int dimension) {
    require(
        dimension >= 1 && dimension <= 4096,
        "dimension",
        dimension,
        "a whole number from 1 to 4096, such as 64");
  }

  static void requireRates(double learningRate, double regularization) {
    require(
        learningRate > 0 && learningRate <= 1,
        "learningRate",
        learningRate,
        "a number above 0, at most 1");
    require(regularization >= 0, "regularization", regularization, "0 or more");
  }

  static void requireNegativeExponent(double exponent) {
    require(exponent >= 0 && exponent <= 1, "negativeExponent", exponent, "a number from 0 to 1");
  }
}
