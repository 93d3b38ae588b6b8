package dev.trivium.recommender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trivium.core.eval.Bootstrap;
import dev.trivium.core.eval.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link RecommenderExperiment} found.
 *
 * @param table a row a model: quality, how far it goes beyond the popular, and what a fit costs;
 *     over several seeds the mean, with its 95 % confidence interval
 * @param slices the first measures again, each table over some of the users, or over some of what
 *     was held out
 * @param comparisons each model's measures, how sure they are, and whether another model is better
 */
public record RecommenderReport(Report table, List<Report> slices, List<Comparison> comparisons) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public RecommenderReport {
    slices = List.copyOf(slices);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * How sure a figure is.
   *
   * @param mean over users, with the interval that resampling users gives
   * @param rival the best other model, by the very figures that are compared; a rival that was
   *     chosen after the fact looks as good as it may, so that a difference to it is told with care
   * @param difference to it, user by user
   */
  public record Comparison(
      String model, String measure, Bootstrap mean, String rival, Bootstrap difference) {
    private Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("model", model);
      map.put("measure", measure);
      map.put("mean", mean.mean());
      map.put("interval95", List.of(mean.low(), mean.high()));
      map.put("rival", rival);
      map.put("difference", difference.mean());
      map.put("differenceInterval95", List.of(difference.low(), difference.high()));
      map.put("pValue", difference.pValue());
      return map;
    }

    private String toText() {
      return String.format(
          Locale.ROOT,
          "%-12s  %-10s  %.4f [%.4f, %.4f]  %+.4f [%+.4f, %+.4f] to %s, p = %.4f%n",
          model,
          measure,
          mean.mean(),
          mean.low(),
          mean.high(),
          difference.mean(),
          difference.low(),
          difference.high(),
          rival,
          difference.pValue());
    }
  }

  /** All tables, for a terminal. */
  public String toText() {
    StringBuilder text = new StringBuilder(table.toText());
    slices.forEach(slice -> text.append('\n').append(slice.toText()));
    if (!comparisons.isEmpty()) {
      text.append(
          "\nover users, and against the best other model as the test itself has it (95 % bootstrap intervals)\n");
      comparisons.forEach(c -> text.append(c.toText()));
    }
    return text.toString();
  }

  /** All of it as one JSON document. */
  public String toJson() {
    Map<String, Object> document = table.toMap();
    document.put("slices", slices.stream().map(Report::toMap).toList());
    document.put("comparisons", comparisons.stream().map(Comparison::toMap).toList());
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings and numbers are always JSON", e);
    }
  }
}
