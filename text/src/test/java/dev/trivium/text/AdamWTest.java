package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));

  private static final FineTuneSettings SETTINGS = FineTuneSettings.DEFAULT.withRate(0.01);

  /** Three steps on Σ a·x², whose gradient 2ax is cut to length 1, written out in doubles. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stepsAsTheFormulaSays(boolean inPlace) {
    double[] x = {1, -2, 0.5, 3};
    double[] a = {1, 0.1, -2, 0.01};
    try (NDManager manager = RUNTIME.newManager()) {
      NDArray parameter = manager.create(new float[] {1, -2, 0.5f, 3}, new Shape(2, 2));
      NDArray weights = manager.create(new float[] {1, 0.1f, -2, 0.01f}, new Shape(2, 2));
      AdamW steps = new AdamW(manager, List.of(parameter), List.of(), SETTINGS, inPlace);
      double[] m = new double[4];
      double[] v = new double[4];
      for (int t = 1; t <= 3; t++) {
        parameter.setRequiresGradient(true);
        TensorRuntime.collectingGradients(
            manager, collector -> collector.backward(parameter.square().mul(weights).sum()));
        steps.step(t - 1, 1);
        expect(x, a, m, v, t);
      }
      for (int i = 0; i < 4; i++) {
        assertThat((double) parameter.toFloatArray()[i]).isCloseTo(x[i], within(1e-5));
      }
    }
  }

  private static void expect(double[] x, double[] a, double[] m, double[] v, int t) {
    double length = 0;
    for (int i = 0; i < 4; i++) {
      length += Math.pow(2 * a[i] * x[i], 2);
    }
    double scale = Math.min(1, SETTINGS.clip() / Math.sqrt(length));
    for (int i = 0; i < 4; i++) {
      double g = scale * 2 * a[i] * x[i];
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.999 * v[i] + 0.001 * g * g;
      double ratio = Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      x[i] -= SETTINGS.rate() * SETTINGS.weightDecay() * x[i];
      x[i] -= SETTINGS.rate() * ratio * m[i] / (Math.sqrt(v[i]) + 1e-8);
    }
  }
}
