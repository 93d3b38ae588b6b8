package dev.trivium.graph;

/**
 * Which pairs without an edge a link predictor is asked to tell from edges. What is hard differs: a
 * scorer that only knows which nodes have many edges does well on {@link #UNIFORM}, and no better
 * than chance on {@link #DEGREE}; one that only knows who is near does badly on {@link #TWO_HOP}.
 */
public enum Negatives {
  /** Each pair without an edge is as likely as any other. */
  UNIFORM("uniform"),
  /** Each end is drawn as often as it is an end of an edge, pairs with an edge thrown away. */
  DEGREE("degree"),
  /** The ends of an open triangle u–w–v, each as likely as any other. */
  TWO_HOP("two-hop");

  private final String title;

  Negatives(String title) {
    this.title = title;
  }

  /** Its name in settings and reports. */
  @Override
  public String toString() {
    return title;
  }
}
