package dev.trivium.app.recommend;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.image.Picture;
import dev.trivium.recommender.Explanation;
import dev.trivium.recommender.Query;
import dev.trivium.recommender.Recommendation;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.TextContent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code recommend query}. */
@Command(
    name = "query",
    description =
        "Asks a model what it recommends: a line each, best first, the item and its score with a"
            + " tab between. Several of --user, --history, --text and --image together ask for what"
            + " lies between them.",
    sortOptions = false)
final class QueryCommand implements Callable<Integer> {
  private static final int REASONS = 3;

  private final Stages stages;
  private final PrintWriter print;

  @Parameters(
      paramLabel = "MODEL",
      description = "The folder that 'trivium recommend train' wrote.")
  private Path model = Path.of("");

  @Option(names = "--user", paramLabel = "U", description = "For a user who was trained on.")
  private @Nullable String user;

  @Option(
      names = "--history",
      paramLabel = "I",
      split = ",",
      description = "For someone who took up these items, ids separated by commas.")
  private List<String> history = new ArrayList<>();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "For what a text says, of a shared space that was trained with --items.")
  private @Nullable String text;

  @Option(
      names = "--image",
      paramLabel = "F",
      description = "For what a picture shows, of a shared space that was trained with --images.")
  private @Nullable Path image;

  @Option(
      names = "-k",
      paramLabel = "N",
      description = "How many items are recommended (${DEFAULT-VALUE}).")
  private int k = 10;

  @Option(
      names = "--explain",
      description =
          "Adds, tabs between, what carries each score: the modalities of the item, which sum to"
              + " it, and the items of the history that carry most, of a shared space.")
  private boolean explain;

  @Mixin private EncoderOptions encoders;

  QueryCommand(Stages stages, PrintWriter print, String npm) {
    this.encoders = new EncoderOptions(npm);
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    if (user == null && history.isEmpty() && text == null && image == null) {
      throw new UsageException("give --user, --history, --text or --image, or several of them");
    }
    if (text != null && text.isBlank()) {
      throw new UsageException("--text is '" + text + "', which says nothing; give some words");
    }
    if (k < 1) {
      throw new UsageException("-k is " + k + "; choose 1 or more, say 10");
    }
    ModelFolder.Opened opened = ModelFolder.read(model);
    requireKnown(opened);
    List<String> lines =
        opened.recommender() instanceof SharedSpaceRecommender shared
            ? lines(shared, query(shared))
            : simple(opened.recommender(), opened.made().model());
    lines.forEach(print::println);
    if (lines.isEmpty()) {
      stages.say("note: the model knows too little to recommend anything");
    }
    print.flush();
    return 0;
  }

  private Query query(SharedSpaceRecommender shared) {
    List<Query> parts = new ArrayList<>();
    if (user != null) {
      parts.add(Query.user(user));
    }
    if (!history.isEmpty()) {
      parts.add(Query.history(events()));
    }
    if (text != null) {
      parts.add(Query.like(vectors(text)));
    }
    if (image != null) {
      parts.add(Query.like(Map.of(ContentOptions.IMAGE, vector(shared, image))));
    }
    return parts.stream().reduce((all, more) -> all.and(more, 1)).orElseThrow().k(k);
  }

  private Map<String, float[]> vectors(String of) {
    try (TextContent texts = ItemContent.texts(model, encoders::sentences)) {
      if (texts == null) {
        throw new TriviumException(
            "the model %s knows no texts; train --model shared with --items".formatted(model));
      }
      return known(of, texts.vectors(of));
    }
  }

  /** Says where no word is known, and refuses what nothing else is known of. */
  private Map<String, float[]> known(String of, Map<String, float[]> vectors) {
    float[] words = vectors.getOrDefault(TextContent.WORDS, new float[0]);
    if (IntStream.range(0, words.length).allMatch(c -> words[c] == 0)) {
      if (vectors.size() == 1) {
        throw new TriviumException(
            "the model knows no word of --text '%s'; use words of its items' texts, or train it with --encoder minilm"
                .formatted(of));
      }
      stages.say(
          "note: the model knows no word of '%s', and goes by its sentence encoder alone"
              .formatted(of));
    }
    return vectors;
  }

  private float[] vector(SharedSpaceRecommender shared, Path picture) {
    if (shared.space().itemFusion().patterns().stream()
        .noneMatch(pattern -> pattern.contains(ContentOptions.IMAGE))) {
      throw new TriviumException(
          "the model %s knows no pictures; train --model shared with --images".formatted(model));
    }
    try (Embedder<Picture> embedder = encoders.pictures(Progress.NONE)) {
      return embedder.embed(List.of(Picture.of(picture))).row(0);
    }
  }

  private List<Interaction> events() {
    return history.stream().map(item -> new Interaction("", item)).toList();
  }

  private List<String> lines(SharedSpaceRecommender shared, Query query) {
    return shared.recommend(query).stream()
        .map(r -> line(r) + (explain ? reasons(shared.explain(query, r.item())) : ""))
        .toList();
  }

  /** Of a model that knows users and histories alone. */
  private List<String> simple(Recommender recommender, ModelName name) {
    if (text != null || image != null || explain || (user != null && !history.isEmpty())) {
      throw new UsageException(
          "the model is %s, which answers either --user or --history, and explains nothing; train --model shared"
              .formatted(name));
    }
    List<Recommendation> best =
        user != null ? recommender.recommend(user, k) : recommender.recommend(events(), k);
    return best.stream().map(QueryCommand::line).toList();
  }

  private static String line(Recommendation r) {
    return r.item() + "\t" + String.format(Locale.ROOT, "%.4f", r.score());
  }

  private static String reasons(Explanation why) {
    return "\t"
        + shares(why.modalities(), why.modalities().size())
        + "\t"
        + shares(why.history(), REASONS);
  }

  /** The largest shares, each with its name. */
  private static String shares(Map<String, Float> shares, int most) {
    return shares.entrySet().stream()
        .sorted(Map.Entry.<String, Float>comparingByValue().reversed())
        .limit(most)
        .map(e -> String.format(Locale.ROOT, "%s %+.4f", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void requireKnown(ModelFolder.Opened opened) {
    for (String item : history) {
      if (opened.train().item(item) < 0) {
        throw new TriviumException(
            "item '%s' is not among the %d that the model knows; leave it out of --history"
                .formatted(item, opened.train().itemCount()));
      }
    }
  }
}
