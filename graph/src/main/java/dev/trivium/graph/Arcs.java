package dev.trivium.graph;

import java.util.Arrays;
import java.util.List;

/** Arcs dealt into rows: first each is counted, then the rows are opened, then each is put. */
final class Arcs {
  private final int[] offsets;
  private final int[] ends;
  private int[] columns;
  private float[] weights;

  Arcs(int rows, int arcs) {
    offsets = new int[rows + 1];
    ends = new int[rows];
    columns = new int[arcs];
    weights = new float[arcs];
  }

  void count(int row) {
    offsets[row + 1]++;
  }

  void open() {
    for (int r = 0; r < ends.length; r++) {
      ends[r] = offsets[r];
      offsets[r + 1] += offsets[r];
    }
  }

  void put(int row, int column, float weight) {
    int at = ends[row]++;
    columns[at] = column;
    weights[at] = weight;
  }

  /** The same arcs by their columns; each new row comes out sorted. */
  Arcs transposed() {
    Arcs other = new Arcs(ends.length, columns.length);
    for (int column : columns) {
      other.count(column);
    }
    other.open();
    for (int r = 0; r < ends.length; r++) {
      for (int i = offsets[r]; i < offsets[r + 1]; i++) {
        other.put(columns[i], r, weights[i]);
      }
    }
    return other;
  }

  /** Makes one arc of those that lie together in a sorted row, with the sum of their weights. */
  void merge() {
    int kept = 0;
    for (int r = 0; r < ends.length; r++) {
      int begin = kept;
      for (int i = offsets[r]; i < ends[r]; i++) {
        if (kept > begin && columns[kept - 1] == columns[i]) {
          weights[kept - 1] += weights[i];
        } else {
          columns[kept] = columns[i];
          weights[kept++] = weights[i];
        }
      }
      offsets[r] = begin;
    }
    offsets[ends.length] = kept;
    columns = Arrays.copyOf(columns, kept);
    weights = Arrays.copyOf(weights, kept);
  }

  Adjacency adjacency(List<String> ids, boolean directed) {
    for (float weight : weights) {
      if (weight != 1) {
        return new Adjacency(ids, directed, offsets, columns, weights);
      }
    }
    return new Adjacency(ids, directed, offsets, columns, new float[0]);
  }
}
