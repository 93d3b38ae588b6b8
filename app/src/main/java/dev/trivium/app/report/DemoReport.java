package dev.trivium.app.report;

import dev.trivium.core.eval.Report;
import java.util.List;
import java.util.Objects;

/**
 * What the page of a demo shows. Items are named by their place in {@code items}.
 *
 * @param title the headline
 * @param lead what one sees, in two sentences
 * @param seed what everything was drawn from
 * @param facts short ones, figure first: {@code 1,911 emoji}
 * @param items everything on the map
 * @param tables how good the answers are
 * @param recommendations for some users
 * @param neighbours of some items
 * @param retrievals pictures found by words
 * @param credits whose pictures and words these are, a sentence each
 */
public record DemoReport(
    String title,
    String lead,
    long seed,
    List<String> facts,
    List<Item> items,
    List<Table> tables,
    List<Recommended> recommendations,
    List<Neighbours> neighbours,
    List<Retrieval> retrievals,
    List<String> credits) {

  /**
   * A thing on the map.
   *
   * @param picture a file that ImageIO reads, PNG say; shared, not copied
   * @param x its place to the right, in widths of a picture
   * @param y its place downwards
   * @param unseen whether it was held out of training and stands where its content alone puts it
   * @param nearest its nearest in the space, best first, about 8
   */
  @SuppressWarnings("ArrayRecordComponent") // shared, not compared
  public record Item(
      String id,
      String name,
      String category,
      byte[] picture,
      float x,
      float y,
      boolean unseen,
      List<Near> nearest) {
    public Item {
      nearest = List.copyOf(nearest);
      if (!Float.isFinite(x) || !Float.isFinite(y)) {
        throw new IllegalArgumentException(
            "the place of '" + id + "' is (" + x + ", " + y + "); expected finite numbers");
      }
    }
  }

  /** An item near another, and the cosine between the two. */
  public record Near(int item, double cosine) {}

  /**
   * A table of figures.
   *
   * @param note what was asked and how, a sentence or two
   * @param ours the names of the rows to set off
   */
  public record Table(Report report, String note, List<String> ours) {
    public Table {
      ours = List.copyOf(ours);
    }
  }

  /**
   * An item given as an answer.
   *
   * @param right whether it was a wanted one
   * @param shares what each modality added to the score; may be empty
   */
  public record Answer(int item, double score, boolean right, List<Share> shares) {
    public Answer {
      shares = List.copyOf(shares);
    }

    public static Answer of(int item, double score, boolean right) {
      return new Answer(item, score, right, List.of());
    }
  }

  /** What one modality added to a score, in the score's unit; below 0 where it speaks against. */
  public record Share(String modality, double value) {}

  /** A user, what is known of them, and what they are recommended, best first. */
  public record Recommended(String user, List<Integer> known, List<Answer> answers) {
    public Recommended {
      known = List.copyOf(known);
      answers = List.copyOf(answers);
    }
  }

  /** An item and its neighbours, best first. */
  public record Neighbours(int item, List<Answer> answers) {
    public Neighbours {
      answers = List.copyOf(answers);
    }
  }

  /** Words, and the pictures found by them, best first. */
  public record Retrieval(String words, List<Answer> answers) {
    public Retrieval {
      answers = List.copyOf(answers);
    }
  }

  public DemoReport {
    facts = List.copyOf(facts);
    items = List.copyOf(items);
    tables = List.copyOf(tables);
    recommendations = List.copyOf(recommendations);
    neighbours = List.copyOf(neighbours);
    retrievals = List.copyOf(retrievals);
    credits = List.copyOf(credits);
    int count = items.size();
    for (Item item : items) {
      item.nearest().forEach(near -> Objects.checkIndex(near.item(), count));
    }
    for (Recommended sample : recommendations) {
      sample.known().forEach(known -> Objects.checkIndex(known, count));
      requireAll(sample.answers(), count);
    }
    for (Neighbours sample : neighbours) {
      Objects.checkIndex(sample.item(), count);
      requireAll(sample.answers(), count);
    }
    for (Retrieval sample : retrievals) {
      requireAll(sample.answers(), count);
    }
  }

  private static void requireAll(List<Answer> answers, int count) {
    answers.forEach(answer -> Objects.checkIndex(answer.item(), count));
  }
}
