package dev.trivium.app.demo;

import dev.trivium.app.report.DemoReport;
import dev.trivium.app.report.Layout2D;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Split;
import dev.trivium.core.eval.Report;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.space.Content;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the demonstration shows, on the terminal and on its page. */
final class DemoPage {
  private static final int NEAREST = 8;

  private final EmojiCatalogue catalogue;
  private final SharedSpaceRecommender recommender;
  private final Split split;
  private final long seed;
  private final List<DemoReport.Table> tables = new ArrayList<>();
  private List<DemoReport.Recommended> recommendations = List.of();
  private List<DemoReport.Neighbours> neighbours = List.of();
  private List<DemoReport.Retrieval> retrievals = List.of();

  DemoPage(EmojiCatalogue catalogue, SharedSpaceRecommender recommender, Split split, long seed) {
    this.catalogue = catalogue;
    this.recommender = recommender;
    this.split = split;
    this.seed = seed;
  }

  /** The reports of warm items, cold items, links and retrieval, in this order. */
  void tables(List<Report> reports, String ours) {
    List<String> notes =
        List.of(
            "A fifth of each keyword's emoji is held out; every model ranks all emoji the keyword was not trained on.",
            "A fifth of the emoji is held out whole, known only by name and picture; every model ranks these. What knows of interactions alone has nothing to say of them and answers in the catalogue's order.",
            "Keyword–emoji pairs held out of the graph, against as many that never were.",
            "Emoji held out: each name looks for its picture among their pictures, and each picture for its name.");
    for (int i = 0; i < reports.size(); i++) {
      tables.add(new DemoReport.Table(reports.get(i), notes.get(i), List.of(ours)));
    }
  }

  void samples(Content content, PictureSearch search) {
    Samples samples = new Samples(catalogue);
    recommendations = samples.recommendations(recommender, split, content);
    neighbours = samples.neighbours(recommender);
    retrievals = samples.retrievals(search);
  }

  void print(PrintWriter out) {
    for (DemoReport.Table table : tables) {
      out.printf("%n%s%s%n", table.report().toText(), table.note());
    }
    out.println();
    for (DemoReport.Recommended r : recommendations) {
      out.printf("%-12s %s%n", r.user(), answers(r.answers()));
      out.printf("%-12s %s%n", "", shares(r.answers()));
    }
    for (DemoReport.Neighbours n : neighbours) {
      out.printf("like %-7s %s%n", character(n.item()), answers(n.answers()));
    }
    for (DemoReport.Retrieval r : retrievals) {
      out.printf("\"%s\" finds %s%n", r.words(), answers(r.answers()));
    }
    out.flush();
  }

  private String answers(List<DemoReport.Answer> answers) {
    return answers.stream()
        .map(a -> character(a.item()) + (a.right() ? "✓" : ""))
        .collect(Collectors.joining(" "));
  }

  /** What each modality adds to the first answer's score. */
  private static String shares(List<DemoReport.Answer> answers) {
    return answers.stream()
        .limit(1)
        .flatMap(a -> a.shares().stream())
        .map(s -> String.format(Locale.ROOT, "%s %+.2f", s.modality(), s.value()))
        .collect(Collectors.joining(", ", "the first scores by ", ""));
  }

  private String character(int item) {
    return catalogue.emoji().get(item).character();
  }

  DemoReport report(double seconds) {
    List<String> facts =
        List.of(
            String.format(Locale.ROOT, "%,d emoji", catalogue.emoji().size()),
            String.format(Locale.ROOT, "%,d keywords", catalogue.interactions().userCount()),
            EmojiCatalogue.LANGUAGES.size() + " languages",
            String.format(Locale.ROOT, "%,d interactions", catalogue.interactions().size()),
            String.format(Locale.ROOT, "%.0f seconds", seconds));
    return new DemoReport(
        "Trivium: one space for words, pictures and graphs",
        "Every emoji stands where its name, its picture and the keywords that people give it put it in one shared space. Two that stand close are"
            + " wanted by the same keywords, look alike or are called alike.",
        seed,
        facts,
        items(),
        tables,
        recommendations,
        neighbours,
        retrievals,
        List.of(
            "Pictures: Noto Emoji by Google, Apache License 2.0, from emoji-datasource-google.",
            "Names and keywords: Unicode CLDR by way of emojibase-data, MIT License."));
  }

  private List<DemoReport.Item> items() {
    Matrix vectors = recommender.space().items().matrix();
    Matrix places = new Layout2D(Layout2D.Settings.DEFAULT.withSeed(seed)).place(vectors);
    List<DemoReport.Item> items = new ArrayList<>();
    int[] degrees = split.train().itemDegrees();
    for (int i = 0; i < catalogue.emoji().size(); i++) {
      Emoji e = catalogue.emoji().get(i);
      items.add(
          new DemoReport.Item(
              e.id(),
              e.name(),
              e.category(),
              picture(e),
              places.get(i, 0),
              places.get(i, 1),
              degrees[i] == 0,
              nearest(e)));
    }
    return items;
  }

  private List<DemoReport.Near> nearest(Emoji e) {
    return recommender.similar(e.id(), NEAREST).stream()
        .map(r -> new DemoReport.Near(catalogue.interactions().item(r.item()), r.score()))
        .toList();
  }

  private static byte[] picture(Emoji e) {
    try {
      return Files.readAllBytes(e.picture());
    } catch (IOException ex) {
      throw new TriviumException(
          "cannot read " + e.picture() + ": " + ex + "; fetch the package again", ex);
    }
  }
}
