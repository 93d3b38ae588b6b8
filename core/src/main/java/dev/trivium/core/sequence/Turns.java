package dev.trivium.core.sequence;

/**
 * Who may work on a block: row r and column c of a square take their blocks round after round, and
 * a block waits for what comes before it in its row and in its column, not for the whole round.
 */
final class Turns {
  private final int[] rows;
  private final int[] columns;

  Turns(int count) {
    rows = new int[count];
    columns = new int[count];
  }

  /** Waits until the row and the column have been worked on in {@code round} rounds. */
  synchronized void await(int row, int column, int round) throws InterruptedException {
    while (rows[row] < round || columns[column] < round) {
      wait();
    }
  }

  synchronized void done(int row, int column) {
    rows[row]++;
    columns[column]++;
    notifyAll();
  }
}
