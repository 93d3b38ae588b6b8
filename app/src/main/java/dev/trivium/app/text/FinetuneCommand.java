package dev.trivium.app.text;

import dev.trivium.app.console.Count;
import dev.trivium.app.console.Options;
import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.text.Examples;
import dev.trivium.text.FineTuneSettings;
import dev.trivium.text.FineTuning;
import dev.trivium.text.RecurrentSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code text finetune}. */
@Command(
    name = "finetune",
    description =
        "Trains a sentence transformer further, or a recurrent encoder over word vectors, on pairs of"
            + " texts that belong together or on labelled texts, and writes it as a folder that is"
            + " an --encoder.",
    sortOptions = false)
final class FinetuneCommand implements Callable<Integer> {
  private static final FineTuneSettings DEFAULTS = FineTuneSettings.DEFAULT;

  private final Stages stages;
  private final PrintWriter print;

  @Mixin private TransformerOption encoder = new TransformerOption();

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description = "Pairs that belong together: two texts with a tab between them, a pair a line.")
  private @Nullable String pairs;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Labelled texts: a text, a tab and its label, one a line.")
  private @Nullable String labels;

  @Option(
      names = "--dev",
      paramLabel = "FILE",
      description =
          "The same of other texts: the model that does best on them is kept, and training ends"
              + " when it gets no better.")
  private @Nullable String dev;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the model is written, and checkpoints on the way.")
  private String out = "";

  @Option(
      names = "--resume",
      description = "Goes on from the checkpoint in --out, with the same examples and options.")
  private boolean resume;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the examples at most (3; over word vectors 10).")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Examples in a step; of pairs, each is told from the others of its batch"
              + " (${DEFAULT-VALUE}).")
  private int batch = DEFAULTS.batch();

  @Option(
      names = "--rate",
      paramLabel = "X",
      description = "The highest step size of AdamW (5e-5; over word vectors 2e-3).")
  private @Nullable Double rate;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Tokens of a text that are read while training (${DEFAULT-VALUE}).")
  private int maxTokens = DEFAULTS.maxTokens();

  @Option(names = "--symmetric", description = "Tells pairs apart from both their sides.")
  private boolean symmetric;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without a better score before training ends (${DEFAULT-VALUE}).")
  private int patience = DEFAULTS.patience();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What chance is drawn from (${DEFAULT-VALUE}).")
  private long seed = DEFAULTS.seed();

  @Mixin private RecurrentOptions recurrent = new RecurrentOptions();

  @Spec private @Nullable CommandSpec spec;

  FinetuneCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    if ((pairs == null) == (labels == null)) {
      throw new UsageException("give --pairs or --labels, one of them");
    }
    FineTuneSettings settings = Options.checked(this::settings);
    RecurrentSettings network = recurrent.settings(seed);
    requireHeeded();
    Path folder = OutFile.folder(out);
    requireCheckpoint(folder);
    Examples train =
        pairs != null
            ? ExampleFile.pairs("--pairs", pairs)
            : ExampleFile.labels("--labels", "" + labels);
    Examples judged = dev();
    FineTuning tuning =
        stages.stage(
            "open " + encoder.named().name(),
            progress -> encoder.named().tuning(settings, network));
    List<FineTuning.Epoch> all =
        stages.stage(
            "train on " + Count.of(train.size(), "example"),
            progress ->
                Options.checked(
                    () -> tuning.fit(train, judged, folder, resume, progress, this::tell)));
    if (all.size() < settings.epochs()) {
      stages.say(
          "ended after epoch %d of %d, for %d brought no better score; the best is kept"
              .formatted(all.size(), settings.epochs(), settings.patience()));
    }
    String score = dev == null ? "" : pairs != null ? "\tnearest" : "\taccuracy";
    print.println("epoch\tloss" + score);
    all.forEach(epoch -> print.println(row(epoch)));
    print.flush();
    return 0;
  }

  private String row(FineTuning.Epoch epoch) {
    String row = String.format(Locale.ROOT, "%d\t%.4f", epoch.number(), epoch.loss());
    return dev == null ? row : row + String.format(Locale.ROOT, "\t%.4f", epoch.score());
  }

  /** A finished model is not trained anew where it was to go on. */
  private void requireCheckpoint(Path folder) {
    if (!resume || FineTuning.isUnderWay(folder)) {
      return;
    }
    if (Files.exists(folder.resolve("config.json")) || Files.exists(folder.resolve("words"))) {
      throw new UsageException(
          "--resume finds no checkpoint in '%s', whose training has ended; leave it out to train anew"
              .formatted(out));
    }
    stages.say("note: --resume finds no checkpoint in '%s'; training begins".formatted(out));
  }

  private void requireHeeded() {
    if (pairs == null) {
      Options.refuse(spec, "is for --pairs", "--symmetric");
    }
    if (dev == null) {
      Options.refuse(spec, "is for --dev, whose score it waits for", "--patience");
    }
    if (!encoder.named().words()) {
      Options.refuse(spec, "is for an --encoder that is word vectors", RecurrentOptions.NAMES);
    }
  }

  private Examples dev() {
    if (dev != null) {
      return pairs != null ? ExampleFile.pairs("--dev", dev) : ExampleFile.labels("--dev", dev);
    }
    return pairs != null
        ? new Examples.Pairs(List.of(), List.of())
        : new Examples.Labels(List.of(), List.of());
  }

  private FineTuneSettings settings() {
    FineTuneSettings base = encoder.named().recurrent() ? FineTuneSettings.RECURRENT : DEFAULTS;
    return base.withEpochs(epochs == null ? base.epochs() : epochs)
        .withBatch(batch)
        .withRate(rate == null ? base.rate() : rate)
        .withMaxTokens(maxTokens)
        .withSymmetric(symmetric)
        .withPatience(patience)
        .withSeed(seed);
  }

  private void tell(FineTuning.Epoch epoch) {
    String score = dev == null ? "" : ", score %.4f".formatted(epoch.score());
    stages.say("epoch %d: loss %.4f%s".formatted(epoch.number(), epoch.loss(), score));
  }
}
