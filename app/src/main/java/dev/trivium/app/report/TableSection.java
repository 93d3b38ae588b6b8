package dev.trivium.app.report;

import dev.trivium.core.eval.Figure;
import dev.trivium.core.eval.Report;
import java.util.List;
import java.util.Locale;

/** A report as a table with a bar in each cell, the best of each column marked. */
final class TableSection {
  private TableSection() {}

  static String of(DemoReport.Table table) {
    Report report = table.report();
    StringBuilder out = new StringBuilder();
    out.append("<article class=\"card table\"><h3>")
        .append(Html.escape(report.title()))
        .append("</h3><p>")
        .append(Html.escape(table.note()))
        .append("</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th></th>");
    for (Report.Column column : report.columns()) {
      out.append("<th scope=\"col\">%s%s</th>".formatted(Html.escape(column.name()), way(column)));
    }
    out.append("<th scope=\"col\">seconds</th></tr></thead><tbody>");
    for (int r = 0; r < report.rows().size(); r++) {
      row(out, report, r, table.ours());
    }
    return out.append("</tbody></table></div></article>").toString();
  }

  private static String way(Report.Column column) {
    return column.higherIsBetter() ? "" : " <small>less is better</small>";
  }

  private static void row(StringBuilder out, Report report, int r, List<String> ours) {
    Report.Row row = report.rows().get(r);
    out.append(ours.contains(row.name()) ? "<tr class=\"ours\">" : "<tr>")
        .append("<th scope=\"row\">%s</th>".formatted(Html.escape(row.name())));
    for (int c = 0; c < report.columns().size(); c++) {
      cell(out, row.figures().get(c), longest(report, c), best(report, r, c));
    }
    out.append("<td class=\"time\">")
        .append(String.format(Locale.ROOT, "%.1f", row.seconds()))
        .append("</td></tr>");
  }

  /** Best, and a number at all. */
  private static boolean best(Report report, int r, int c) {
    return Double.isFinite(report.rows().get(r).figures().get(c).value()) && report.isBest(r, c);
  }

  /** What a full bar of column {@code c} stands for: 1 for figures that end there. */
  private static double longest(Report report, int c) {
    double most = 0;
    for (Report.Row row : report.rows()) {
      double value = row.figures().get(c).value();
      most = Double.isFinite(value) ? Math.max(most, value) : most;
    }
    return report.columns().get(c).higherIsBetter() && most <= 1 ? 1 : most;
  }

  private static void cell(StringBuilder out, Figure figure, double longest, boolean best) {
    out.append(best ? "<td class=\"best\">" : "<td>");
    if (longest > 0 && Double.isFinite(figure.value())) {
      out.append(
          "<span class=\"bar\"><i style=\"width:%s\"></i>"
              .formatted(percent(figure.value(), longest)));
      if (Double.isFinite(figure.standardError())) {
        double low = Math.max(0, figure.value() - figure.standardError());
        double high = Math.min(longest, figure.value() + figure.standardError());
        out.append(
            "<b style=\"left:%s;width:%s\"></b>"
                .formatted(percent(low, longest), percent(high - low, longest)));
      }
      out.append("</span>");
    }
    out.append("<span class=\"figure\">").append(Report.format(figure.value()));
    if (best) {
      out.append("<span class=\"star\" role=\"img\" aria-label=\"best\">★</span>");
    }
    out.append("</span>");
    if (Double.isFinite(figure.standardError())) {
      out.append("<small>± ").append(Report.format(figure.standardError())).append("</small>");
    }
    out.append("</td>");
  }

  static String percent(double part, double whole) {
    double share = Math.max(0, Math.min(1, part / whole));
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
