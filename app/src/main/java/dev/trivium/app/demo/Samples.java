package dev.trivium.app.demo;

import dev.trivium.app.report.DemoReport.Answer;
import dev.trivium.app.report.DemoReport.Neighbours;
import dev.trivium.app.report.DemoReport.Recommended;
import dev.trivium.app.report.DemoReport.Retrieval;
import dev.trivium.app.report.DemoReport.Share;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.index.Neighbor;
import dev.trivium.recommender.Recommendation;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.space.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A few answers to look at. */
final class Samples {
  private static final List<String> TAGS =
      List.of(
          "en:love",
          "en:sea",
          "en:music",
          "fr:hiver",
          "de:essen",
          "es:viaje",
          "it:amore",
          "en:animal");
  private static final List<String> NAMES =
      List.of("red heart", "dog face", "pizza", "rocket", "snowflake", "guitar");
  private static final int MOST = 6;
  private static final int ANSWERS = 8;

  private final EmojiCatalogue catalogue;
  private final Interactions all;

  Samples(EmojiCatalogue catalogue) {
    this.catalogue = catalogue;
    this.all = catalogue.interactions();
  }

  /**
   * What some keywords are recommended, with what each modality adds to the score; held-out emoji
   * are right.
   */
  List<Recommended> recommendations(
      SharedSpaceRecommender recommender, Split split, Content content) {
    Stream<String> tags =
        prefer(TAGS, split.test().users(), tag -> split.test().degree(split.test().user(tag)) > 0);
    return tags.map(
            tag -> {
              int u = split.train().user(tag);
              List<Answer> answers =
                  recommender.recommend(tag, ANSWERS).stream()
                      .map(
                          r ->
                              answer(
                                  r,
                                  split.test().contains(u, all.item(r.item())),
                                  recommender,
                                  tag,
                                  content))
                      .toList();
              return new Recommended(
                  tag, Arrays.stream(split.train().itemsOf(u)).limit(12).boxed().toList(), answers);
            })
        .toList();
  }

  private Answer answer(
      Recommendation r,
      boolean right,
      SharedSpaceRecommender recommender,
      String tag,
      Content content) {
    List<Share> shares = new ArrayList<>();
    recommender
        .explain(tag, r.item(), content.vectors(r.item()))
        .forEach((modality, share) -> shares.add(new Share(modality, share)));
    return new Answer(all.item(r.item()), r.score(), right, shares);
  }

  /** The nearest of some emoji. */
  List<Neighbours> neighbours(SharedSpaceRecommender recommender) {
    List<String> names = catalogue.emoji().stream().map(Emoji::name).toList();
    return prefer(NAMES, names, name -> true)
        .map(names::indexOf)
        .map(
            item ->
                new Neighbours(
                    item,
                    recommender.similar(all.items().get(item), ANSWERS).stream()
                        .map(r -> Answer.of(all.item(r.item()), r.score(), false))
                        .toList()))
        .toList();
  }

  /** The unseen pictures that some unseen names find. */
  List<Retrieval> retrievals(PictureSearch search) {
    return search.unseen().stream()
        .limit(MOST)
        .map(
            id -> {
              List<Answer> answers = new ArrayList<>();
              for (Neighbor n : search.pictures(id, ANSWERS)) {
                answers.add(Answer.of(all.item(n.id()), n.score(), n.id().equals(id)));
              }
              return new Retrieval(catalogue.emoji().get(all.item(id)).name(), answers);
            })
        .toList();
  }

  /** The wanted ones that are there, then others that are, up to {@value #MOST}. */
  private static Stream<String> prefer(
      List<String> wanted, List<String> there, Predicate<String> fit) {
    return Stream.concat(wanted.stream().filter(there::contains), there.stream())
        .filter(fit)
        .distinct()
        .limit(MOST);
  }
}
