package dev.trivium.text;

import java.util.List;

/** Texts to the ids of their tokens, cut to a length. */
interface TokenEncoder extends AutoCloseable {
  /** The ids of each text, in order. */
  int[][] encode(List<String> texts);

  @Override
  void close();
}
