package dev.trivium.app.recommend;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.core.io.Reason;
import dev.trivium.recommender.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is trained on and what is held out: interactions that are cut, or parts that are given. */
final class SplitOptions {
  @Option(
      names = "--interactions",
      paramLabel = "F|JDBC",
      description =
          "Who took up what: CSV, TSV, JSON lines, Parquet, a MovieLens folder, or a database.")
  private @Nullable String interactions;

  @Option(
      names = "--train",
      paramLabel = "F",
      description = "What may be trained on, where it is held out already; stands with --test.")
  private @Nullable String train;

  @Option(names = "--test", paramLabel = "F", description = "What was held out.")
  private @Nullable String test;

  @Option(
      names = "--candidates",
      paramLabel = "F",
      description = "The items to rank, one id a line (all items of --train and --test).")
  private @Nullable Path candidates;

  @Option(
      names = "--split",
      paramLabel = "KIND",
      description =
          "What is held out: random (a share of each user's), leave-last-out (each user's latest),"
              + " temporal (the latest of all), cold-items (all of some items) (${DEFAULT-VALUE}).")
  private String split = "random";

  @Option(
      names = "--holdout",
      paramLabel = "X",
      description = "The share to hold out (${DEFAULT-VALUE}).")
  private double holdout = 0.2;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private SplitKind kind = SplitKind.RANDOM;

  /** The interactions that are cut; null where parts are given. */
  @Nullable String interactions() {
    return interactions;
  }

  /** What is asked of models; known once there are {@link #of splits}. */
  SplitKind kind() {
    return kind;
  }

  /** What a report calls it. */
  String title() {
    return train == null ? split : Tables.name(train);
  }

  /**
   * A split for each seed, or the one that is given; what cannot be judged is refused at once.
   *
   * @param seed the first
   */
  LongFunction<Split> of(DataOptions data, long seed, Stages stages) {
    if (interactions != null && train == null && test == null) {
      return held(interactions, data, seed, stages);
    }
    if (interactions == null && train != null && test != null) {
      Split given = given(train, test, data, stages);
      return any -> given;
    }
    throw new UsageException("give either --interactions, or --train and --test");
  }

  private LongFunction<Split> held(String source, DataOptions data, long seed, Stages stages) {
    SplitKind chosen = Options.one("--split", split, List.of(SplitKind.values()));
    kind = chosen;
    Options.share("--holdout", holdout);
    Options.refuse(
        command, "is for --train and --test, as a split knows its own candidates", "--candidates");
    if (chosen == SplitKind.LEAVE_LAST_OUT) {
      Options.refuse(
          command,
          "is for another --split, as leave-last-out holds out one entry of each user",
          "--holdout");
    }
    Interactions all = data.core(data.read(source, stages), source, stages);
    Split first = cut(chosen, all, seed, stages);
    return s -> s == seed ? first : cut(chosen, all, s, stages);
  }

  private Split cut(SplitKind how, Interactions all, long seed, Stages stages) {
    Split cut = how.of(all, holdout, seed);
    if (cut.test().size() == 0) {
      throw new TriviumException(how.nothing(all, holdout));
    }
    return judged(cut, stages);
  }

  private Split given(String trainFile, String testFile, DataOptions data, Stages stages) {
    Options.refuse(
        command,
        "is for --interactions, as what is held out already is taken as it is",
        "--split",
        "--holdout",
        "--k-core");
    Interactions known = data.read(trainFile, stages);
    Interactions asked = data.read(testFile, stages);
    Split given = Split.given(known, asked, ranked(known, asked, stages));
    int repeated = asked.size() - given.test().size();
    if (given.test().size() == 0) {
      throw new TriviumException(
          "nothing is held out: whatever stands in %s stands in %s too; give another --test"
              .formatted(Tables.name(testFile), Tables.name(trainFile)));
    }
    if (repeated > 0) {
      stages.say(
          "note: %d of the entries of %s stood in %s too; what is trained on is not asked for"
              .formatted(repeated, Tables.name(testFile), Tables.name(trainFile)));
    }
    kind = SplitKind.of(given);
    return judged(given, stages);
  }

  /** Says who is judged, and who can only be answered nothing. */
  private static Split judged(Split split, Stages stages) {
    int[] users = Evaluation.users(split);
    if (users.length == 0) {
      throw new TriviumException(
          "none of what is held out is among the %s to rank; look at the ids of --candidates"
              .formatted(Count.of(split.candidates().cardinality(), "item")));
    }
    long unknown = Arrays.stream(users).filter(u -> split.train().degree(u) == 0).count();
    if (unknown == users.length) {
      throw new TriviumException(
          "nothing is trained on of those of whom something is held out, %s, so that no model could answer; hold out more or less, or choose --split random"
              .formatted(Count.of(unknown, "user")));
    }
    stages.say(
        "judged: %,d of %s, by %,d entries held out, %,d trained on"
            .formatted(
                users.length,
                Count.of(split.train().userCount(), "user"),
                judgedEntries(split),
                split.train().size()));
    if (unknown > 0) {
      stages.say(
          "note: nothing is known of %,d of those users; they are answered nothing, which counts as 0"
              .formatted(unknown));
    }
    return split;
  }

  /** Those held out entries whose items are ranked. */
  private static int judgedEntries(Split split) {
    int count = 0;
    for (int e = 0; e < split.test().size(); e++) {
      count += split.candidates().get(split.test().itemAt(e)) ? 1 : 0;
    }
    return count;
  }

  /** What --candidates names; nothing where it is not given. */
  private List<String> ranked(Interactions known, Interactions asked, Stages stages) {
    if (candidates == null) {
      return List.of();
    }
    List<String> ids = ids(candidates);
    if (ids.isEmpty()) {
      throw new TriviumException(
          "%s names no item to rank; give ids, one a line, or leave --candidates out"
              .formatted(candidates));
    }
    List<String> alone =
        ids.stream().filter(id -> known.item(id) < 0 && asked.item(id) < 0).toList();
    if (!alone.isEmpty()) {
      stages.say(
          "note: %,d of %s to rank, such as '%s', come in no interaction"
              .formatted(alone.size(), Count.of(ids.size(), "item"), alone.get(0)));
    }
    return ids;
  }

  /** The first field of each line. */
  private static List<String> ids(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.split("\t", 2)[0].strip())
          .filter(id -> !id.isEmpty())
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }
}
