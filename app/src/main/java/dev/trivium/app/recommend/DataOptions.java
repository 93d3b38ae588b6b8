package dev.trivium.app.recommend;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Catalog;
import dev.trivium.core.data.InteractionRows;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.RowSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where interactions and items come from, and how their rows are read. */
final class DataOptions {
  @Option(
      names = "--columns",
      paramLabel = "NAMES",
      split = ",",
      description =
          "The columns of the interactions: user,item[,weight[,time]] in the order of a file"
              + " without a header, or which of a header's they are, as in user=visitor,item=page"
              + " (found by their usual names).")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description =
          "Takes the interactions from a query; a file is the table 'data' to it. A database must"
              + " have one.")
  private @Nullable String query;

  @Option(
      names = "--items",
      paramLabel = "F",
      description =
          "What is known of the items: an id, and columns of text which are joined. CSV, TSV, JSON"
              + " lines or Parquet, or the address of a database; may be given several times.")
  private List<String> items = new ArrayList<>();

  @Option(
      names = "--item-columns",
      paramLabel = "NAMES",
      split = ",",
      description =
          "The columns of the items, the id first, then those of the text: id,title,genres (the id"
              + " by its usual names, and every column of words).")
  private List<String> itemColumns = new ArrayList<>();

  @Option(
      names = "--item-query",
      paramLabel = "SQL",
      description = "Takes the items from a query; a file is the table 'data' to it.")
  private @Nullable String itemQuery;

  @Option(
      names = "--min-rating",
      paramLabel = "X",
      description =
          "Leaves out what is rated lower, and lets all else weigh 1; otherwise a rating is a"
              + " weight.")
  private double minRating = Double.NaN;

  @Option(
      names = "--event-weights",
      paramLabel = "TYPE=X",
      split = ",",
      description =
          "What an event of a type weighs, as in view=1,buy=5; 0 leaves it out (types are not"
              + " read).")
  private Map<String, Double> eventWeights = new LinkedHashMap<>();

  @Option(
      names = "--k-core",
      paramLabel = "N",
      description =
          "Keeps the users and items of N entries or more among one another (${DEFAULT-VALUE}).")
  private int core = 1;

  /** Reads interactions, telling of what the rows were. */
  Interactions read(String source, Stages stages) {
    return MovieLens.of(source)
        .map(kind -> rows(kind.ratings(source), columns(kind.columns()), stages))
        .orElseGet(() -> rows(source, columns, stages));
  }

  /** The part that is asked for, which must hold something. */
  Interactions core(Interactions all, String source, Stages stages) {
    Interactions kept = core == 1 ? all : Options.checked(() -> all.kCore(core));
    if (kept.size() == 0) {
      throw new UsageException(
          "nothing of %s is left, of %d entries; look at --k-core, --min-rating and --event-weights"
              .formatted(label(source), all.size()));
    }
    stages.say(
        "%s × %s, %,d entries"
            .formatted(
                Count.of(kept.userCount(), "user"),
                Count.of(kept.itemCount(), "item"),
                kept.size()));
    return kept;
  }

  private List<String> columns(List<String> known) {
    return columns.isEmpty() ? known : columns;
  }

  private Interactions rows(String source, List<String> wanted, Stages stages) {
    RowSettings settings =
        Options.checked(() -> new RowSettings(wanted, minRating, new TreeMap<>(eventWeights)));
    InteractionRows read =
        stages.stage(
            "read " + label(source),
            progress ->
                Tables.read(
                    source,
                    query,
                    wanted,
                    InteractionRows::isHeader,
                    "--columns",
                    rows -> InteractionRows.read(rows, label(source), settings, progress)));
    if (read.rows() == 0) {
      throw new TriviumException(
          label(source) + " has no rows; expected one for each time that a user took up an item");
    }
    say(read, stages);
    return read.interactions();
  }

  private static void say(InteractionRows read, Stages stages) {
    if (read.leftOut() > 0) {
      stages.say(
          "note: %,d of %s weighed too little to be taken"
              .formatted(read.leftOut(), Count.of(read.rows(), "row")));
    }
    if (read.merged() > 0) {
      stages.say(
          "note: %s repeated a user and an item; weights are added up, and the latest time counts"
              .formatted(Count.of(read.merged(), "row")));
    }
    if (read.future() > 0) {
      stages.say(
          "note: the time of %s lay in the future, and counts as the latest; look at the clock that wrote it"
              .formatted(Count.of(read.future(), "row")));
    }
  }

  /**
   * Reads what is known of the items; nothing where nothing is asked for.
   *
   * @param interactions where these come from; a MovieLens folder has its items with it
   */
  Catalog catalog(@Nullable String interactions, Stages stages) {
    List<String> sources = new ArrayList<>(items);
    if (sources.isEmpty()
        && interactions != null
        && (itemQuery != null || MovieLens.of(interactions).isPresent())) {
      sources.add(interactions);
    }
    if (sources.isEmpty() && (itemQuery != null || !itemColumns.isEmpty())) {
      throw new UsageException("--item-columns and --item-query go with --items; give it too");
    }
    Catalog all = Catalog.EMPTY;
    for (String source : sources) {
      all = all.and(items(source, stages));
    }
    return all;
  }

  private Catalog items(String source, Stages stages) {
    return MovieLens.of(source)
        .map(
            kind ->
                items(
                    kind.movies(source),
                    itemQuery == null ? kind.movieQuery(source) : itemQuery,
                    itemColumns.isEmpty() ? kind.itemColumns() : itemColumns,
                    stages))
        .orElseGet(() -> items(source, itemQuery, itemColumns, stages));
  }

  private static Catalog items(
      String source, @Nullable String query, List<String> wanted, Stages stages) {
    Catalog read =
        stages.stage(
            "read " + label(source),
            progress ->
                Tables.read(
                    source,
                    query,
                    wanted,
                    Catalog::isHeader,
                    "--item-columns",
                    rows -> Catalog.read(rows, label(source), wanted, progress)));
    if (read.rows().isEmpty()) {
      throw new TriviumException(
          label(source) + " has no rows; expected one for each item, its id and what it says");
    }
    return read;
  }

  /** What a source is called in few words; an address may hold a password. */
  private static String label(String source) {
    return Tables.name(source);
  }
}
