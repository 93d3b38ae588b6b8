package dev.trivium.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.tensor.TensorRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Trains a sentence transformer further on a user's texts, or a recurrent encoder over word vectors
 * from the start: on pairs by multiple-negatives ranking, on labels by a classifier on top; AdamW
 * with a rate that rises and falls in a line (Devlin et al., 2019). The model with the best score
 * on the development set is kept, as a folder that {@link SentenceTransformer#open(TensorRuntime,
 * Path, UnaryOperator)} and Hugging Face's libraries read, or {@link RecurrentEncoder#open}; the
 * last one where there is no development set.
 *
 * <p>Checkpoints lie in the folder's {@code training}, which is gone when training is over; from
 * there a broken-off one is resumed and ends at the same numbers, on the same machine and number of
 * threads. Cost: three times that of embedding, and some ten passes over the parameters a step;
 * memory four times the parameters and what a batch leaves for its gradients.
 */
public final class FineTuning {
  private final TensorRuntime runtime;
  private final FineTuneSettings settings;
  private final Trainable base;

  private FineTuning(TensorRuntime runtime, Trainable base, FineTuneSettings settings) {
    this.runtime = runtime;
    this.settings = settings;
    this.base = base;
  }

  /**
   * What an epoch brought.
   *
   * @param number from 1
   * @param loss the mean loss of its steps
   * @param score on the development set: the share of labels that are right, or of pairs whose
   *     second is nearest to its first among all seconds; NaN without one
   */
  public record Epoch(int number, double loss, double score) {}

  /**
   * Of a folder of Hugging Face, the jar of a {@link Pretrained} model, or the folder of a {@link
   * RecurrentEncoder}.
   */
  public static FineTuning of(TensorRuntime runtime, Path model, FineTuneSettings settings) {
    if (RecurrentEncoder.isIn(model)) {
      return new FineTuning(runtime, RecurrentCheckpoint.read(model), settings);
    }
    return new FineTuning(
        runtime,
        Files.isDirectory(model) ? HuggingFaceFolder.read(model) : Pretrained.read(model),
        settings);
  }

  /** Of a model whose artifact is on the class path. */
  public static FineTuning of(TensorRuntime runtime, Pretrained model, FineTuneSettings settings) {
    return new FineTuning(runtime, model.read(), settings);
  }

  /**
   * Of a {@link RecurrentEncoder} that knows nothing yet, over the vectors of words; {@link
   * FineTuneSettings#RECURRENT} are settings for it.
   */
  public static FineTuning of(
      TensorRuntime runtime,
      EmbeddingTable words,
      RecurrentSettings network,
      FineTuneSettings settings) {
    return new FineTuning(runtime, RecurrentCheckpoint.drawn(words, network), settings);
  }

  /**
   * Trains and writes the model.
   *
   * @param train what is learnt from
   * @param dev what tells when to stop; may be empty, and is of the same kind
   * @param out the folder, which is replaced at each checkpoint
   * @param resume whether to go on from the checkpoint in {@code out} where there is one, made of
   *     the same examples and settings
   * @param progress in steps
   * @param told hears of each epoch
   * @return all epochs, those before a resumption too
   */
  public List<Epoch> fit(
      Examples train,
      Examples dev,
      Path out,
      boolean resume,
      Progress progress,
      Consumer<Epoch> told) {
    requireKind(train, dev);
    try (TokenEncoder tokens = base.tokens(settings.maxTokens());
        TokenNetwork network = base.network(runtime)) {
      TuningTask task = task(prompted(train), prompted(dev), tokens, network);
      AdamW steps = new AdamW(network.manager(), network.parameters(), task.parameters(), settings);
      TuningRun run =
          new TuningRun(out, base, task, network, steps, TuningRun.mark(settings, base, train));
      if (resume) {
        run.resume();
      }
      train(run, task, network, steps, progress, told);
      return run.epochs();
    }
  }

  /** Whether a folder holds a checkpoint that {@link #fit} could go on from. */
  public static boolean isUnderWay(Path folder) {
    return TuningRun.isIn(folder);
  }

  private static void requireKind(Examples train, Examples dev) {
    if (!train.getClass().equals(dev.getClass())) {
      throw new IllegalArgumentException(
          "train and dev are of two kinds, pairs and labels; give two of one kind");
    }
    if (train.size() < 2) {
      throw new IllegalArgumentException(
          "there are " + train.size() + " examples to learn from; give 2 or more");
    }
  }

  /** With what the model wants in front of each text. */
  private Examples prompted(Examples examples) {
    UnaryOperator<List<String>> prompted =
        texts -> texts.stream().map(text -> base.prompt() + text).toList();
    if (examples instanceof Examples.Pairs pairs) {
      return new Examples.Pairs(prompted.apply(pairs.first()), prompted.apply(pairs.second()));
    }
    Examples.Labels labels = (Examples.Labels) examples;
    return new Examples.Labels(prompted.apply(labels.texts()), labels.labels());
  }

  private TuningTask task(Examples train, Examples dev, TokenEncoder tokens, TokenNetwork network) {
    if (train instanceof Examples.Pairs pairs && dev instanceof Examples.Pairs devPairs) {
      return new PairTask(pairs, devPairs, tokens, base.batchTokens(), settings);
    }
    return new LabelTask(
        (Examples.Labels) train, (Examples.Labels) dev, tokens, base.batchTokens(), network);
  }

  private void train(
      TuningRun run,
      TuningTask task,
      TokenNetwork network,
      AdamW steps,
      Progress progress,
      Consumer<Epoch> told) {
    int perEpoch = (task.size() + settings.batch() - 1) / settings.batch();
    int total = Math.multiplyExact(perEpoch, settings.epochs());
    while (run.step() < total && run.stale() < settings.patience()) {
      int epoch = run.step() / perEpoch;
      List<int[]> order = TuningOrder.of(task, settings.batch(), settings.seed(), epoch);
      int at = run.step() % perEpoch;
      runtime.seed((int) (settings.seed() * 1_000_003 + run.step()));
      double loss = loss(task, network, order.get(at));
      if (!Double.isFinite(loss)) {
        throw new TriviumException(
            "the loss is %s at step %d; choose a smaller rate than %s"
                .formatted(loss, run.step() + 1, settings.rate()));
      }
      steps.step(run.step(), settings.rateShare(run.step(), total));
      run.stepped(loss);
      progress.at(run.step(), total);
      if (at + 1 == perEpoch) {
        told.accept(run.epochOver(epoch + 1, perEpoch));
        run.checkpoint();
      } else if (run.step() % settings.checkpointSteps() == 0) {
        run.checkpoint();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("fine-tuning was interrupted; the last checkpoint is kept");
      }
    }
    run.finish();
  }

  /** One step's loss, its gradients left in the parameters. */
  static double loss(TuningTask task, TokenNetwork network, int[] examples) {
    double[] value = new double[1];
    network.training(true);
    task.parameters().forEach(p -> p.setRequiresGradient(true));
    try (NDManager passing = network.manager().newSubManager()) {
      TensorRuntime.collectingGradients(
          passing,
          collector -> {
            NDArray loss = task.loss(network, passing, examples);
            collector.backward(loss);
            value[0] = loss.getFloat();
          });
    }
    return value[0];
  }
}
