package dev.trivium.text;

import java.util.List;

/** What an encoder is trained on, or judged by. */
public sealed interface Examples {
  /** How many there are. */
  int size();

  /**
   * Texts with a label each.
   *
   * @param texts the texts
   * @param labels one for each
   */
  record Labels(List<String> texts, List<String> labels) implements Examples {
    public Labels {
      requireSame(texts, labels, "labels", "texts");
      texts = List.copyOf(texts);
      labels = List.copyOf(labels);
    }

    @Override
    public int size() {
      return texts.size();
    }
  }

  /**
   * Pairs of texts that mean the same, or that answer one another.
   *
   * @param first the first of each pair, a question, say
   * @param second the second of each, its answer
   */
  record Pairs(List<String> first, List<String> second) implements Examples {
    public Pairs {
      requireSame(first, second, "firsts", "seconds");
      first = List.copyOf(first);
      second = List.copyOf(second);
    }

    @Override
    public int size() {
      return first.size();
    }
  }

  private static void requireSame(List<?> a, List<?> b, String as, String bs) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          a.size() + " " + as + " and " + b.size() + " " + bs + "; give one for each");
    }
  }
}
