package dev.trivium.text;

/** How the vectors of a text's tokens {@code [tokens × hidden]} become one {@code [hidden]}. */
public enum Pooling {
  /** Their mean. */
  MEAN,
  /** That of the first token, {@code [CLS]}. */
  CLS,
  /** The largest number in each place. */
  MAX
}
