package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivium.core.math.FastRandom;
import dev.trivium.graph.EdgeListSettings.Delimiter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Edges as plainly as they can be held, to hold readers to. */
record Naive(List<String> from, List<String> to, List<Double> weights, List<Double> times) {
  /** Some ids are decimals, some are not; {@code odd}: some want quotes. */
  static Naive random(FastRandom random, int edges, boolean odd) {
    Naive naive =
        new Naive(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int e = 0; e < edges; e++) {
      naive.from.add(id(random, edges, odd));
      naive.to.add(id(random, edges, odd));
      naive.weights.add(random.nextInt(4) == 0 ? 1 : Math.exp(random.nextGaussian()));
      naive.times.add((double) random.nextInt(1_000_000_000) / (1 + random.nextInt(3)));
    }
    return naive;
  }

  private static String id(FastRandom random, int edges, boolean odd) {
    int id = random.nextInt(2 + edges / 2);
    return switch (id % 7) {
      case 0 -> "n" + id;
      case 1 -> "é" + id + "東";
      case 2 -> "0" + id;
      case 3 -> odd ? "\"a," + id + ";" : "x-" + id;
      case 4 -> Long.toString(id * 1_000_000_007L);
      default -> Integer.toString(id);
    };
  }

  String text(FastRandom random, Delimiter delimiter) {
    boolean blanks = delimiter == Delimiter.BLANKS;
    StringBuilder text = new StringBuilder(random.nextInt(2) == 0 ? "\ufeff" : "");
    if (random.nextInt(2) == 0) {
      line(text, random, delimiter, "source", "target", "weight", "time");
    }
    for (int e = 0; e < from.size(); e++) {
      if (random.nextInt(9) == 0) {
        text.append(random.nextInt(2) == 0 ? "# a comment, b c\n" : " \r\n");
      }
      String[] ids = {from.get(e), to.get(e)};
      for (int i = 0; i < 2; i++) {
        boolean quotes = !blanks && (ids[i].contains("\"") || random.nextInt(5) == 0);
        ids[i] = quotes ? '"' + ids[i].replace("\"", "\"\"") + '"' : ids[i];
      }
      line(text, random, delimiter, ids[0], ids[1], weights.get(e) + "", times.get(e) + "");
    }
    return random.nextInt(2) == 0 ? text.toString().stripTrailing() : text.toString();
  }

  private static void line(
      StringBuilder text, FastRandom random, Delimiter delimiter, String... fields) {
    boolean blanks = delimiter == Delimiter.BLANKS;
    for (int f = 0; f < fields.length; f++) {
      String between = blanks && random.nextInt(3) == 0 ? " \t " : delimiter.character() + "";
      text.append(f == 0 ? "" : between).append(fields[f]);
    }
    text.append(random.nextInt(3) == 0 ? "\r\n" : "\n");
  }

  /** Compares edge by edge, and the two graphs row by row. */
  void requireEqual(EdgeList list) {
    Map<String, Integer> nodes = new LinkedHashMap<>();
    assertThat(list.size()).isEqualTo(from.size());
    boolean same = true;
    for (int e = 0; e < from.size(); e++) {
      int u = nodes.computeIfAbsent(from.get(e), id -> nodes.size());
      int v = nodes.computeIfAbsent(to.get(e), id -> nodes.size());
      same &= list.from(e) == u && list.to(e) == v;
      same &= list.weight(e) == weights.get(e).floatValue() && list.time(e) == times.get(e);
    }
    assertThat(same).as("edges").isTrue();
    assertThat(list.ids().equals(new ArrayList<>(nodes.keySet()))).as("ids").isTrue();
    for (boolean directed : new boolean[] {true, false}) {
      assertThat(rows(list.toAdjacency(directed))).isEqualTo(rows(list, directed));
    }
  }

  private static List<Map<Integer, Float>> rows(EdgeList list, boolean directed) {
    List<Map<Integer, Float>> rows = new ArrayList<>();
    list.ids().forEach(id -> rows.add(new TreeMap<>()));
    for (int e = 0; e < list.size(); e++) {
      rows.get(list.from(e)).merge(list.to(e), list.weight(e), Float::sum);
      if (!directed && list.from(e) != list.to(e)) {
        rows.get(list.to(e)).merge(list.from(e), list.weight(e), Float::sum);
      }
    }
    return rows;
  }

  private static List<Map<Integer, Float>> rows(Adjacency graph) {
    List<Map<Integer, Float>> rows = new ArrayList<>();
    for (int v = 0; v < graph.size(); v++) {
      rows.add(new TreeMap<>());
      for (int i = 0; i < graph.degree(v); i++) {
        rows.get(v).put(graph.neighbor(v, i), graph.weight(v, i));
      }
    }
    return rows;
  }
}
