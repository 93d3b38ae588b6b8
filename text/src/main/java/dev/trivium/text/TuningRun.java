package dev.trivium.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a fine-tuning has come, on disk too: the best model so far, and where to go on. */
final class TuningRun {
  private static final String TRAINING = "training";
  private static final String STATE = "state.json";
  private static final String NUMBERS = "numbers.safetensors";
  private static final String CLASSIFIER = "classifier.safetensors";
  private static final String LABELS = "labels.json";

  private final Path out;
  private final Trainable base;
  private final TuningTask task;
  private final TokenNetwork network;
  private final AdamW numbers;
  private final String mark;
  private final List<FineTuning.Epoch> epochs = new ArrayList<>();
  private Map<String, Tensor> best = Map.of();
  private Map<String, Tensor> bestHead = Map.of();
  private double bestScore = Double.NEGATIVE_INFINITY;
  private int step;
  private int stale;
  private double losses;

  /**
   * @param mark tells a run from runs with other examples or settings
   */
  TuningRun(
      Path out, Trainable base, TuningTask task, TokenNetwork network, AdamW numbers, String mark) {
    this.out = out;
    this.base = base;
    this.task = task;
    this.network = network;
    this.numbers = numbers;
    this.mark = mark;
  }

  static String mark(FineTuneSettings settings, Trainable base, Examples train) {
    Fingerprint mark = new Fingerprint().add(settings.toString()).add(base.name());
    if (train instanceof Examples.Pairs pairs) {
      pairs.first().forEach(mark::add);
      pairs.second().forEach(mark::add);
    } else if (train instanceof Examples.Labels labels) {
      labels.texts().forEach(mark::add);
      labels.labels().forEach(mark::add);
    }
    return mark.hex();
  }

  /** Steps taken. */
  int step() {
    return step;
  }

  /** Epochs since the best score. */
  int stale() {
    return stale;
  }

  List<FineTuning.Epoch> epochs() {
    return List.copyOf(epochs);
  }

  void stepped(double loss) {
    step++;
    losses += loss;
  }

  /** Judges the network after an epoch of some steps, and keeps it if it is the best. */
  FineTuning.Epoch epochOver(int number, int steps) {
    network.training(false);
    double score = task.score(network);
    FineTuning.Epoch epoch = new FineTuning.Epoch(number, losses / steps, score);
    epochs.add(epoch);
    losses = 0;
    stale++;
    if (Double.isNaN(score) || score > bestScore) {
      bestScore = Double.isNaN(score) ? bestScore : score;
      best = network.tensors();
      bestHead = task.tensors();
      stale = 0;
    }
    return epoch;
  }

  /** Writes the best model so far, or before there is one the network as it is, and the state. */
  void checkpoint() {
    AtomicFiles.writeFolder(
        out,
        folder -> {
          writeModel(folder);
          Path training = Files.createDirectory(folder.resolve(TRAINING));
          write(training.resolve(NUMBERS), numbers.tensors());
          JsonFile.write(training.resolve(STATE), state());
        });
  }

  /** Whether a folder holds a state to go on from. */
  static boolean isIn(Path folder) {
    return Files.isDirectory(folder.resolve(TRAINING));
  }

  /** Writes the best model alone. */
  void finish() {
    AtomicFiles.writeFolder(out, this::writeModel);
  }

  private void writeModel(Path folder) throws IOException {
    base.write(folder, best.isEmpty() ? network.tensors() : best);
    Map<String, Tensor> head = best.isEmpty() ? task.tensors() : bestHead;
    if (task instanceof LabelTask labels) {
      write(folder.resolve(CLASSIFIER), head);
      JsonFile.write(folder.resolve(LABELS), labels.labels());
    }
  }

  private static void write(Path file, Map<String, Tensor> tensors) throws IOException {
    try (OutputStream to = AtomicFiles.open(file)) {
      Safetensors.write(to, tensors, Map.of());
    }
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("mark", mark);
    state.put("step", step);
    state.put("stale", stale);
    state.put("losses", losses);
    state.put("kept", !best.isEmpty());
    List<List<Object>> told = new ArrayList<>();
    for (FineTuning.Epoch e : epochs) {
      told.add(List.of(e.number(), e.loss(), Double.isNaN(e.score()) ? "none" : e.score()));
    }
    state.put("epochs", told);
    return state;
  }

  /** Goes on where the checkpoint in the folder ends; nothing where there is none. */
  void resume() {
    Path training = out.resolve(TRAINING);
    if (!Files.exists(training.resolve(STATE))) {
      return;
    }
    JsonFile state = JsonFile.read(training.resolve(STATE));
    if (!state.text("mark", "").equals(mark)) {
      throw new TriviumException(
          training
              + " is of other examples, settings or another model; give the same again, or another"
              + " folder");
    }
    numbers.resume(Safetensors.read(training.resolve(NUMBERS)));
    step = state.root().path("step").asInt();
    stale = state.root().path("stale").asInt();
    losses = state.root().path("losses").asDouble();
    for (JsonNode e : state.root().path("epochs")) {
      double score = e.path(2).asDouble(Double.NaN);
      epochs.add(new FineTuning.Epoch(e.path(0).asInt(), e.path(1).asDouble(), score));
      bestScore = score > bestScore ? score : bestScore;
    }
    if (state.flag("kept")) {
      best = base.weights(out);
      bestHead =
          task.tensors().isEmpty() ? Map.of() : Safetensors.read(out.resolve(CLASSIFIER)).tensors();
    }
  }
}
