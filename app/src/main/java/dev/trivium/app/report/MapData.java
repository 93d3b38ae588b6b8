package dev.trivium.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The map as the page's script reads it: columns rather than rows, to be short. */
final class MapData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MapData() {}

  static String json(List<DemoReport.Item> items, SpriteSheet sheet) {
    List<String> categories = categories(items);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("columns", sheet.columns());
    data.put("tile", sheet.tile());
    data.put("categories", categories);
    data.put("name", items.stream().map(DemoReport.Item::name).toList());
    data.put("category", items.stream().map(i -> categories.indexOf(i.category())).toList());
    data.put("x", items.stream().map(i -> rounded(i.x(), 100)).toList());
    data.put("y", items.stream().map(i -> rounded(i.y(), 100)).toList());
    data.put("unseen", items.stream().map(i -> i.unseen() ? 1 : 0).toList());
    List<Object> nearest = new ArrayList<>();
    List<Object> cosine = new ArrayList<>();
    for (DemoReport.Item item : items) {
      nearest.add(item.nearest().stream().map(DemoReport.Near::item).toList());
      cosine.add(item.nearest().stream().map(n -> rounded(n.cosine(), 1000)).toList());
    }
    data.put("nearest", nearest);
    data.put("cosine", cosine);
    try {
      return Html.script(JSON.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings and numbers are always JSON", e);
    }
  }

  /** The categories, the largest first, so that the clearest colours go furthest. */
  private static List<String> categories(List<DemoReport.Item> items) {
    Map<String, Integer> counts = new TreeMap<>();
    items.forEach(item -> counts.merge(item.category(), 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double rounded(double value, int parts) {
    return Double.isFinite(value) ? (double) Math.round(value * parts) / parts : 0;
  }
}
