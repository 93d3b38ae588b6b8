package dev.trivium.recommender.space;

/**
 * Adam (Kingma and Ba 2015) with decoupled decay (Loshchilov and Hutter 2019), here towards where
 * the parameters started: what was known in closed form is left only for a reason.
 */
public final class Adam {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final float[] parameters;
  private final float[] start;
  private final float[] first;
  private final float[] second;
  private final float rate;
  private final float decay;
  private int steps;

  /** Over parameters that are the caller's, and are changed in place. */
  public Adam(float[] parameters, double rate, double decay) {
    this.parameters = parameters;
    this.start = parameters.clone();
    this.first = new float[parameters.length];
    this.second = new float[parameters.length];
    this.rate = (float) rate;
    this.decay = (float) decay;
  }

  /** One step against the gradient. */
  public void step(float[] gradient) {
    steps++;
    float c1 = (float) (1 - Math.pow(BETA1, steps));
    float c2 = (float) (1 - Math.pow(BETA2, steps));
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i];
      first[i] = BETA1 * first[i] + (1 - BETA1) * g;
      second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
      float direction = (first[i] / c1) / ((float) Math.sqrt(second[i] / c2) + EPSILON);
      parameters[i] -= rate * (direction + decay * (parameters[i] - start[i]));
    }
  }
}
