package dev.trivium.app.demo;

import dev.trivium.app.console.Stages;
import dev.trivium.app.report.HtmlReport;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.eval.Report;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.SpaceFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The main job, end to end: three modalities become vectors, a space is fitted to each objective,
 * every answer is judged on what was held out, and a page shows it.
 */
final class DemoRun {
  private static final double HELD_OUT = 0.2;

  /**
   * The pictures' first numbers, of blocks 12 and 15, tell who wants an emoji as well as all 1536
   * do (docs/benchmarks.md), in a quarter of the time. Words and pictures are fitted to each other
   * on all.
   */
  private static final int FIRST_BLOCKS = 256;

  private final DemoSettings settings;
  private final Stages stages;
  private final PrintWriter out;

  DemoRun(DemoSettings settings, Stages stages, PrintWriter out) {
    this.settings = settings;
    this.stages = stages;
    this.out = out;
  }

  void run(EmojiCatalogue catalogue) {
    long start = System.nanoTime();
    long seed = settings.seed();
    Interactions all = catalogue.interactions();
    EmojiContent encoders = new EmojiContent(settings, stages);
    Content content = encoders.embed(catalogue);
    EmbeddingTable words =
        encoders.texts(
            "embed the keywords", all.users(), all.users().stream().map(DemoRun::word).toList());

    CompletableFuture<PictureSearch> searchRun =
        CompletableFuture.supplyAsync(
            () -> PictureSearch.fit(content, new TensorRuntime(settings.tensors()), seed));

    Content known = content.with(EmojiContent.TEXT, both(content.table(EmojiContent.TEXT), words));
    Split warm = Split.randomPerUser(all, HELD_OUT, seed);
    Split cold = Split.coldItems(all, HELD_OUT, seed);
    Choice choice =
        stages.stage(
            "choose sizes by validation",
            p ->
                Choice.by(
                    validation(warm, cold, seed),
                    train -> known(catalogue.emoji(), known, train),
                    seed));
    Content warmContent =
        stages.stage("walk the graph", p -> known(catalogue.emoji(), known, warm.train()));
    Content coldContent = known(catalogue.emoji(), known, cold.train());
    ItemTables tables = new ItemTables(choice, seed);
    CompletableFuture<Report> coldRun =
        CompletableFuture.supplyAsync(() -> tables.run("cold items", cold, coldContent));
    List<Report> items =
        stages.stage(
            "judge warm and cold items",
            p -> List.of(tables.run("warm items", warm, warmContent), join(coldRun)));
    Report links =
        stages.stage(
            "judge links", p -> LinkTable.run(all, warm, warmContent, choice.together(), seed));
    PictureSearch search = stages.stage("fit words to pictures", p -> join(searchRun));
    Report retrieval = stages.stage("judge retrieval", p -> search.report());

    SharedSpaceRecommender recommender = tables.ours(warm);
    DemoPage page = new DemoPage(catalogue, recommender, warm, seed);
    page.tables(List.of(items.get(0), items.get(1), links, retrieval), ItemTables.OURS);
    page.samples(warmContent, search);
    page.print(out);
    Path folder = settings.out().resolve("space");
    stages.stage(
        "write the space and the page",
        p -> {
          SpaceFolder.write(recommender.space(), folder);
          HtmlReport.write(
              settings.out().resolve("report.html"),
              page.report((System.nanoTime() - start) / 1e9));
          return folder;
        });
    out.printf(
        "%nLook at %s; the fitted space lies in %s.%n",
        settings.out().resolve("report.html"), folder);
    out.flush();
  }

  /** What ran beside other work, whose failure is told as if it had not. */
  private static <T> T join(CompletableFuture<T> run) {
    try {
      return run.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * A fifth of the entries that no table judges, to choose sizes by, held out of nearly as many as
   * the warm models learn from, since the best size grows with them.
   */
  private static Split validation(Split warm, Split cold, long seed) {
    BitSet unseen = cold.candidates();
    Interactions train = warm.train();
    Interactions seen = train.only((u, entry) -> !unseen.get(train.itemAt(entry)));
    Interactions judges = Split.randomPerUser(seen, HELD_OUT, seed).test();
    return new Split(
        "validation",
        train.only((u, entry) -> !judges.contains(u, train.itemAt(entry))),
        judges,
        warm.candidates());
  }

  /**
   * What training may know of emoji and keywords: names and words, pictures, and the graph of the
   * training entries.
   */
  private Content known(List<Emoji> emoji, Content content, Interactions train) {
    EmbeddingTable pictures = content.table(EmojiContent.IMAGE);
    return content
        .with(EmojiContent.IMAGE, pictures.columns(0, FIRST_BLOCKS))
        .with(TagGraph.GRAPH, TagGraph.embed(emoji, train, settings.seed()));
  }

  /** The names of emoji, and beside them the words of keywords. */
  private static EmbeddingTable both(EmbeddingTable names, EmbeddingTable words) {
    List<String> ids = new ArrayList<>(names.ids());
    ids.addAll(words.ids());
    return EmbeddingTable.of(ids, names.matrix().stacked(words.matrix()), names.provenance());
  }

  /** {@code smile} of {@code en:smile}. */
  private static String word(String tag) {
    return tag.substring(tag.indexOf(':') + 1);
  }
}
