package dev.trivium.text;

import dev.trivium.core.tensor.Weights;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** The network in plain loops over doubles, one text at a time, from the papers' formulas. */
record PlainBert(
    Weights weights, String prefix, int firstPosition, double epsilon, DoubleUnaryOperator act) {
  /** The error function by its series; good to 1e-9 for what a small network meets. */
  static double erf(double x) {
    if (Math.abs(x) > 5) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  static double gelu(double x) {
    return x / 2 * (1 + erf(x / Math.sqrt(2)));
  }

  static double geluByTanh(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** The last layer's vectors {@code [tokens × hidden]}. */
  double[][] states(int[] ids) {
    double[][] x = new double[ids.length][];
    for (int t = 0; t < ids.length; t++) {
      double[] word = row("embeddings.word_embeddings", ids[t]);
      double[] place = row("embeddings.position_embeddings", firstPosition + t);
      double[] type = row("embeddings.token_type_embeddings", 0);
      for (int d = 0; d < word.length; d++) {
        word[d] += place[d] + type[d];
      }
      x[t] = norm("embeddings.LayerNorm", word);
    }
    for (int i = 0; i < TinyFolder.LAYERS; i++) {
      x = layer(String.format(Locale.ROOT, "encoder.layer.%d.", i), x);
    }
    return x;
  }

  private double[][] layer(String name, double[][] x) {
    double[][] attended = attention(name + "attention.self.", x);
    double[][] out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] a = linear(name + "attention.output.dense", attended[t]);
      double[] h = norm(name + "attention.output.LayerNorm", sum(a, x[t]));
      double[] wide = linear(name + "intermediate.dense", h);
      for (int d = 0; d < wide.length; d++) {
        wide[d] = act.applyAsDouble(wide[d]);
      }
      out[t] = norm(name + "output.LayerNorm", sum(linear(name + "output.dense", wide), h));
    }
    return out;
  }

  private double[][] attention(String name, double[][] x) {
    int hidden = x[0].length;
    int size = hidden / TinyFolder.HEADS;
    double[][] mixed = new double[x.length][hidden];
    for (int head = 0; head < TinyFolder.HEADS; head++) {
      for (int t = 0; t < x.length; t++) {
        double[] query = linear(name + "query", x[t]);
        double[] shares = new double[x.length];
        double total = 0;
        for (int s = 0; s < x.length; s++) {
          double[] key = linear(name + "key", x[s]);
          double score = 0;
          for (int d = head * size; d < (head + 1) * size; d++) {
            score += query[d] * key[d];
          }
          shares[s] = Math.exp(score / Math.sqrt(size));
          total += shares[s];
        }
        for (int s = 0; s < x.length; s++) {
          double[] value = linear(name + "value", x[s]);
          for (int d = head * size; d < (head + 1) * size; d++) {
            mixed[t][d] += shares[s] / total * value[d];
          }
        }
      }
    }
    return mixed;
  }

  private double[] row(String name, int r) {
    var table = weights.get(prefix + name + ".weight");
    int width = table.shape()[1];
    double[] row = new double[width];
    for (int d = 0; d < width; d++) {
      row[d] = table.data()[r * width + d];
    }
    return row;
  }

  private double[] linear(String name, double[] x) {
    float[] bias = weights.get(prefix + name + ".bias").data();
    double[] y = new double[bias.length];
    for (int o = 0; o < y.length; o++) {
      double[] w = row(name, o);
      y[o] = bias[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += w[i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    float[] scale = weights.get(prefix + name + ".weight").data();
    float[] shift = weights.get(prefix + name + ".bias").data();
    double mean = 0;
    for (double v : x) {
      mean += v / x.length;
    }
    double variance = 0;
    for (double v : x) {
      variance += (v - mean) * (v - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int d = 0; d < y.length; d++) {
      y[d] = (x[d] - mean) / Math.sqrt(variance + epsilon) * scale[d] + shift[d];
    }
    return y;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int d = 0; d < sum.length; d++) {
      sum[d] = a[d] + b[d];
    }
    return sum;
  }
}
