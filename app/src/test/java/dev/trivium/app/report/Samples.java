package dev.trivium.app.report;

import dev.trivium.core.eval.Figure;
import dev.trivium.core.eval.Report;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Small reports to draw. */
final class Samples {
  private Samples() {}

  /** The colour of the picture of item {@code i}: steps that the sheet's rounding keeps apart. */
  static Color colour(int i) {
    return new Color(i * 37 % 256, i * 91 % 256, i * 53 % 256);
  }

  static byte[] picture(int i) {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour(i));
    graphics.fillOval(4, 4, 56, 56);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static DemoReport.Item item(int i, String name, String category, List<DemoReport.Near> nearest) {
    return new DemoReport.Item(
        "id" + i, name, category, picture(i), i * 1.5f, i % 7, i % 5 == 0, nearest);
  }

  static List<DemoReport.Item> items(int count) {
    List<DemoReport.Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<DemoReport.Near> near = List.of(new DemoReport.Near((i + 1) % count, 0.5));
      items.add(item(i, "thing " + i, i % 3 == 0 ? "third" : "other", near));
    }
    return items;
  }

  static DemoReport.Table table() {
    List<Report.Row> rows =
        List.of(
            new Report.Row("plain", List.of(new Figure(0.25, 0.01, 9), Figure.of(12, 9)), 1),
            new Report.Row("fused", List.of(new Figure(0.5, 0.02, 9), Figure.of(3, 9)), 2),
            new Report.Row(
                "unknown", List.of(Figure.of(Double.NaN, 0), Figure.of(Double.NaN, 0)), 0));
    List<Report.Column> columns =
        List.of(new Report.Column("NDCG@10", true), new Report.Column("median rank", false));
    Report report = new Report("Warm", 7, new TreeMap<>(Map.of("sweeps", "10")), columns, rows);
    return new DemoReport.Table(report, "What was asked.", List.of("fused"));
  }

  static DemoReport report(List<DemoReport.Item> items) {
    return new DemoReport(
        "A space",
        "One. Two.",
        7,
        List.of("3 things"),
        items,
        List.of(table()),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A report with a sample of each kind, in which every text is {@code word}. */
  static DemoReport full(String word) {
    List<DemoReport.Item> items =
        List.of(item(0, word, word, List.of()), item(1, "b", "c", List.of()));
    List<DemoReport.Share> shares =
        List.of(new DemoReport.Share(word, 0.6), new DemoReport.Share("image", -0.2));
    List<DemoReport.Answer> answers =
        List.of(new DemoReport.Answer(1, 0.4, true, shares), DemoReport.Answer.of(0, 0.1, false));
    return new DemoReport(
        word,
        word,
        7,
        List.of(word),
        items,
        List.of(new DemoReport.Table(table().report(), word, List.of(word))),
        List.of(new DemoReport.Recommended(word, List.of(0), answers)),
        List.of(new DemoReport.Neighbours(0, answers)),
        List.of(new DemoReport.Retrieval(word, answers)),
        List.of(word));
  }
}
