package dev.trivium.app.report;

import dev.trivium.core.eval.Report;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers to look at: pictures, and a bar of what each modality added to a score. */
final class SampleSection {
  private static final int COLOURS = 6;

  private final Pictures pictures;
  private final List<String> modalities;

  SampleSection(DemoReport report, Pictures pictures) {
    this.pictures = pictures;
    Set<String> seen = new LinkedHashSet<>();
    for (DemoReport.Recommended sample : report.recommendations()) {
      for (DemoReport.Answer answer : sample.answers()) {
        answer.shares().forEach(share -> seen.add(share.modality()));
      }
    }
    this.modalities = List.copyOf(seen);
  }

  /** What the colours of the bars mean. */
  String legend() {
    return modalities.stream()
        .map(m -> "<span class=\"m%d\">%s</span>".formatted(colour(m), Html.escape(m)))
        .collect(Collectors.joining("", "<p class=\"modalities\">", "</p>"));
  }

  String recommended(DemoReport.Recommended sample) {
    Scale scale = Scale.of(sample.answers());
    String answers =
        sample.answers().stream()
            .map(
                answer ->
                    "<li%s>%s%s</li>".formatted(right(answer), said(answer), bar(answer, scale)))
            .collect(Collectors.joining());
    String known = sample.known().stream().map(pictures::button).collect(Collectors.joining());
    return card(
        "<h3>%s</h3><p class=\"known\"><span>known</span>%s</p><ol class=\"bars\">%s</ol>"
            .formatted(Html.escape(sample.user()), known, answers));
  }

  String neighbours(DemoReport.Neighbours sample) {
    return card(
        "<h3>%s%s</h3>%s"
            .formatted(
                pictures.button(sample.item()),
                pictures.name(sample.item()),
                strip(sample.answers())));
  }

  String retrieved(DemoReport.Retrieval sample) {
    return card(
        "<h3 class=\"query\">%s</h3>%s"
            .formatted(Html.escape(sample.words()), strip(sample.answers())));
  }

  private static String card(String content) {
    return "<article class=\"card\">" + content + "</article>";
  }

  private String strip(List<DemoReport.Answer> answers) {
    int across = answers.size() % 4 == 0 ? 4 : 5;
    return answers.stream()
        .map(
            answer ->
                "<li%s>%s<small>%s</small></li>"
                    .formatted(
                        right(answer),
                        pictures.button(answer.item()),
                        Report.format(answer.score())))
        .collect(
            Collectors.joining(
                "", "<ol class=\"strip\" style=\"--across:%d\">".formatted(across), "</ol>"));
  }

  private String said(DemoReport.Answer answer) {
    return "%s<span class=\"name\">%s</span><span class=\"score\">%s</span>"
        .formatted(
            pictures.button(answer.item()),
            pictures.name(answer.item()),
            Report.format(answer.score()));
  }

  private static String right(DemoReport.Answer answer) {
    return answer.right() ? " class=\"right\"" : "";
  }

  private String bar(DemoReport.Answer answer, Scale scale) {
    if (scale.length() == 0) {
      return "";
    }
    StringBuilder out = new StringBuilder("<span class=\"shares\">");
    double left = scale.below();
    double right = scale.below();
    for (DemoReport.Share share : answer.shares()) {
      double length = Math.abs(share.value());
      left -= share.value() < 0 ? length : 0;
      out.append(
          "<i class=\"m%d\" style=\"left:%s;width:%s\" title=\"%s %s\"></i>"
              .formatted(
                  colour(share.modality()),
                  TableSection.percent(share.value() < 0 ? left : right, scale.length()),
                  TableSection.percent(length, scale.length()),
                  Html.escape(share.modality()),
                  Report.format(share.value())));
      right += share.value() < 0 ? 0 : length;
    }
    return out.append("<b style=\"left:")
        .append(TableSection.percent(scale.below(), scale.length()))
        .append("\"></b></span>")
        .toString();
  }

  private int colour(String modality) {
    return modalities.indexOf(modality) % COLOURS;
  }

  /** How far the bars of a sample reach to either side of zero. */
  private record Scale(double below, double above) {
    static Scale of(List<DemoReport.Answer> answers) {
      double below = 0;
      double above = 0;
      for (DemoReport.Answer answer : answers) {
        double negative = 0;
        double positive = 0;
        for (DemoReport.Share share : answer.shares()) {
          negative += Math.max(0, -share.value());
          positive += Math.max(0, share.value());
        }
        below = Math.max(below, negative);
        above = Math.max(above, positive);
      }
      return new Scale(below, above);
    }

    double length() {
      return below + above;
    }
  }
}
