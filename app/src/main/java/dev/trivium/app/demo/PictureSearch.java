package dev.trivium.app.demo;

import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Experiment;
import dev.trivium.core.eval.Ranking;
import dev.trivium.core.eval.RankingMetrics;
import dev.trivium.core.eval.Rankings;
import dev.trivium.core.eval.Report;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.recommender.CrossModalSearch;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.MatchedPairsObjective;
import dev.trivium.recommender.space.SharedSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pictures found by words and words by pictures, among emoji that training has not seen. */
final class PictureSearch {
  private static final int UNSEEN = 200;

  private final Content unseen;
  private final SharedSpace space;
  private final long seed;

  private PictureSearch(Content unseen, SharedSpace space, long seed) {
    this.unseen = unseen;
    this.space = space;
    this.seed = seed;
  }

  /**
   * Fits names and pictures to each other on all emoji but {@value #UNSEEN}, a tenth of all where
   * they are few.
   */
  static PictureSearch fit(Content content, TensorRuntime runtime, long seed) {
    List<String> ids = content.table(EmojiContent.TEXT).ids();
    int[] order = IntStream.range(0, ids.size()).toArray();
    FastRandom.of(seed, 11, 0, 0).shuffle(order);
    List<String> shuffled = Arrays.stream(order).mapToObj(ids::get).toList();
    int held = ids.size() > 2 * UNSEEN ? UNSEEN : Math.max(1, ids.size() / 10);
    Content train = only(content, shuffled.subList(held, shuffled.size()));
    SharedSpace space = new MatchedPairsObjective(runtime).fit(train, seed);
    return new PictureSearch(only(content, shuffled.subList(0, held)), space, seed);
  }

  private static Content only(Content content, List<String> ids) {
    return Content.of(
        Map.of(
            EmojiContent.TEXT, content.table(EmojiContent.TEXT).select(ids),
            EmojiContent.IMAGE, content.table(EmojiContent.IMAGE).select(ids)));
  }

  /** Both ways. */
  Report report() {
    return new Experiment<Rankings>(
            "retrieval",
            List.of(
                RankingMetrics.recall(1), RankingMetrics.recall(10), RankingMetrics.medianRank()),
            seed)
        .configured("unseen", unseen().size())
        .contender("pictures by words", () -> rank(EmojiContent.TEXT, EmojiContent.IMAGE))
        .contender("words by pictures", () -> rank(EmojiContent.IMAGE, EmojiContent.TEXT))
        .run();
  }

  /** The ids of the emoji that training has not seen. */
  List<String> unseen() {
    return unseen.table(EmojiContent.TEXT).ids();
  }

  /** The pictures among the unseen that the name of an unseen emoji finds, best first. */
  List<Neighbor> pictures(String id, int k) {
    return CrossModalSearch.of(space, EmojiContent.IMAGE, unseen.table(EmojiContent.IMAGE))
        .search(EmojiContent.TEXT, unseen.table(EmojiContent.TEXT).vector(id), k);
  }

  private Rankings rank(String from, String to) {
    EmbeddingTable gallery = unseen.table(to);
    CrossModalSearch search = CrossModalSearch.of(space, to, gallery);
    List<Ranking> each =
        gallery.ids().stream()
            .map(
                id ->
                    new Ranking(
                        search.search(from, unseen.table(from).vector(id), gallery.size()).stream()
                            .mapToInt(Neighbor::row)
                            .toArray(),
                        new int[] {gallery.row(id)}))
            .toList();
    return new Rankings(each, gallery.size());
  }
}
