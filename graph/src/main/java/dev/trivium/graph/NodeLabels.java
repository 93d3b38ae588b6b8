package dev.trivium.graph;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Which labels nodes have, one or several. Immutable.
 *
 * @see NodeClassification
 */
public final class NodeLabels {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,;]+");

  private final List<String> nodes;
  private final List<String> labels;
  private final int[][] labelsOf;

  private NodeLabels(List<String> nodes, List<String> labels, int[][] labelsOf) {
    this.nodes = nodes;
    this.labels = labels;
    this.labelsOf = labelsOf;
  }

  /** Of nodes with their labels, at least one each; kept in the order of the map. */
  public static NodeLabels of(Map<String, ? extends Iterable<String>> labels) {
    TreeMap<String, Integer> numbers = new TreeMap<>();
    labels.values().forEach(some -> some.forEach(label -> numbers.put(label, 0)));
    int n = 0;
    for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
      entry.setValue(n++);
    }
    int[][] labelsOf = new int[labels.size()][];
    int row = 0;
    for (Map.Entry<String, ? extends Iterable<String>> entry : labels.entrySet()) {
      TreeSet<Integer> own = new TreeSet<>();
      entry.getValue().forEach(label -> own.add(numbers.getOrDefault(label, -1)));
      if (own.isEmpty()) {
        throw new IllegalArgumentException(
            "node '" + entry.getKey() + "' has no label; give one, or leave the node out");
      }
      labelsOf[row++] = own.stream().mapToInt(Integer::intValue).toArray();
    }
    return new NodeLabels(List.copyOf(labels.keySet()), List.copyOf(numbers.keySet()), labelsOf);
  }

  /**
   * Reads lines of a node and one or more labels, separated by white space, commas or semicolons,
   * in UTF-8, gzipped or not. Blank lines and those that begin with {@code #} or {@code %} are
   * passed over; a node may have several lines.
   */
  public static NodeLabels read(Path file) {
    return read(file, node -> true);
  }

  /** The same, where a node that is not in the graph is an error. */
  public static NodeLabels read(Path file, Adjacency graph) {
    return read(file, node -> graph.node(node) >= 0);
  }

  private static NodeLabels read(Path file, Predicate<String> known) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    try (BufferedReader in = open(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        String text = (number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line).strip();
        if (!text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '%') {
          String[] fields = SEPARATOR.split(text, -1);
          requireLine(fields, known, file + ":" + number);
          labels
              .computeIfAbsent(fields[0], node -> new ArrayList<>())
              .addAll(Arrays.asList(fields).subList(1, fields.length));
        }
      }
    } catch (MalformedInputException e) {
      throw new TriviumException(file + " is not UTF-8 text; expected lines 'node label…'", e);
    } catch (EOFException | ZipException e) {
      throw GraphFiles.damaged(file, e);
    } catch (IOException e) {
      throw new TriviumException("cannot read the labels: " + Reason.of(e), e);
    }
    if (labels.isEmpty()) {
      throw new TriviumException(file + " has no labels; expected lines 'node label…'");
    }
    return of(labels);
  }

  private static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            GraphFiles.open(file, Progress.NONE), StandardCharsets.UTF_8.newDecoder()));
  }

  private static void requireLine(String[] fields, Predicate<String> known, String place) {
    if (fields.length < 2 || Arrays.asList(fields).contains("")) {
      throw new TriviumException(
          place
              + ": expected a node and one or more labels, found '"
              + String.join(" ", fields)
              + "'; mend the line or drop it");
    }
    if (!known.test(fields[0])) {
      throw new TriviumException(
          place
              + ": node '"
              + fields[0]
              + "' has a label but is not in the graph; drop the line or add the node's edges");
    }
  }

  /** How many nodes have labels. */
  public int size() {
    return nodes.size();
  }

  /** The nodes that have labels and are not in the graph. */
  public List<String> unknown(Adjacency graph) {
    return nodes.stream().filter(node -> graph.node(node) < 0).toList();
  }

  /** The ids of the nodes that have labels. */
  public List<String> nodes() {
    return nodes;
  }

  /** The labels, sorted. */
  public List<String> labels() {
    return labels;
  }

  /**
   * The numbers in {@link #labels()} of the labels of node {@code i} of {@link #nodes()}, rising.
   */
  public int[] of(int i) {
    return labelsOf[i].clone();
  }
}
