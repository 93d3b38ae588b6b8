package dev.trivium.text.documents;

/** Says in which columns the terms of a text are counted. Safe for several threads. */
interface Terms {
  /** How many columns there are; at most 2³⁰. */
  int columns();

  /**
   * Finds the terms of a text, in any order, as often as they come: in {@code into}, which has room
   * for each term of the text, twice their column, plus 1 where they count −1.
   *
   * @param ids room for a number a token
   * @return how many there are
   */
  int find(Tokens tokens, int[] ids, int[] into);
}
