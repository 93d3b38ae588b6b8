package dev.trivium.app.report;

import dev.trivium.core.eval.Report;
import dev.trivium.core.io.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a {@link DemoReport} as one page that needs nothing but a browser: style, script, data and
 * pictures stand in the file. The same report makes the same bytes.
 */
public final class HtmlReport {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private static final String BARS =
      "<p class=\"note\">The bar is what each modality added to the score; what lies left of the line"
          + " spoke against. ✓ marks what was held out and found.</p>";
  private static final String MEANT = "<p class=\"note\">✓ marks the picture that was meant.</p>";

  private HtmlReport() {}

  /** Writes the page whole or not at all. */
  public static void write(Path file, DemoReport report) {
    byte[] page = page(report).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, out -> out.write(page));
  }

  private static String page(DemoReport report) {
    SpriteSheet sheet = SpriteSheet.of(report.items());
    SampleSection samples = new SampleSection(report, new Pictures(report.items(), sheet));
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(report.title()));
    parts.put("lead", Html.escape(report.lead()));
    parts.put("facts", each(report.facts(), HtmlReport::fact));
    parts.put(
        "tables",
        section("tables", "How good the answers are", each(report.tables(), TableSection::of)));
    parts.put(
        "recommendations",
        section(
            "samples",
            "Recommended",
            BARS + samples.legend(),
            each(report.recommendations(), samples::recommended)));
    parts.put(
        "neighbours",
        section("samples", "Near each other", each(report.neighbours(), samples::neighbours)));
    parts.put(
        "retrievals",
        section("samples", "Found by words", MEANT, each(report.retrievals(), samples::retrieved)));
    parts.put("settings", each(report.tables(), HtmlReport::settings));
    parts.put("credits", each(report.credits(), text -> "<p>" + Html.escape(text) + "</p>"));
    parts.put("seed", Long.toString(report.seed()));
    parts.put("columns", Integer.toString(sheet.columns()));
    parts.put("rows", Integer.toString(sheet.rows()));
    parts.put("sheet", sheet.dataUri());
    parts.put("style", resource("page.css"));
    parts.put("data", MapData.json(report.items(), sheet));
    parts.put("script", resource("page.js"));
    return fill(resource("page.html"), parts);
  }

  /** Puts each part in its place, once: what a part holds is not looked at again. */
  private static String fill(String template, Map<String, String> parts) {
    Matcher places = PLACE.matcher(template);
    return places.replaceAll(
        place -> {
          String part = parts.get(place.group(1));
          if (part == null) {
            throw new IllegalStateException("no part for the place " + place.group());
          }
          return Matcher.quoteReplacement(part);
        });
  }

  private static <T> String each(List<T> things, Function<T, String> drawn) {
    return things.stream().map(drawn).collect(Collectors.joining("\n"));
  }

  private static String section(String kind, String heading, String cards) {
    return section(kind, heading, "", cards);
  }

  /** A section, or nothing where there is nothing to show. */
  private static String section(String kind, String heading, String note, String cards) {
    return cards.isEmpty()
        ? ""
        : "<section class=\"%s\"><h2>%s</h2>%s<div class=\"cards\">%s</div></section>"
            .formatted(kind, heading, note, cards);
  }

  /** A fact with its figure set off. */
  private static String fact(String fact) {
    int space = fact.indexOf(' ');
    return space < 0
        ? "<li><b>%s</b></li>".formatted(Html.escape(fact))
        : "<li><b>%s</b> %s</li>"
            .formatted(
                Html.escape(fact.substring(0, space)), Html.escape(fact.substring(space + 1)));
  }

  private static String settings(DemoReport.Table table) {
    Report report = table.report();
    String lines =
        report.configuration().entrySet().stream()
            .map(
                e ->
                    "<dt>%s</dt><dd>%s</dd>"
                        .formatted(Html.escape(e.getKey()), Html.escape(e.getValue())))
            .collect(Collectors.joining());
    return lines.isEmpty()
        ? ""
        : "<h4>%s, seed %d</h4><dl>%s</dl>"
            .formatted(Html.escape(report.title()), report.seed(), lines);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is part of trivium-app and is missing from it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
