package dev.trivium.text.tasks;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.learn.LogisticModel;
import dev.trivium.core.learn.LogisticSettings;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import dev.trivium.text.documents.TfIdf;
import dev.trivium.text.tasks.Features.Vectors;
import dev.trivium.text.tasks.Features.WeightedTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A {@link TextClassifier} on disk: its own folder, or what fine-tuning left in a model's. */
final class ClassifierFolder {
  private static final String KIND = "text-classifier";
  private static final String NUMBERS = "classifier.safetensors";
  private static final String LABELS = "labels.json";
  private static final String TERMS = "terms";
  private static final String WEIGHT = "classifier.weight";
  private static final String BIAS = "classifier.bias";

  private ClassifierFolder() {}

  static boolean isIn(Path folder) {
    return JsonFile.readIfThere(folder.resolve(TableFolder.MANIFEST)).isKind(KIND);
  }

  static boolean isFineTuned(Path folder) {
    return Files.exists(folder.resolve(LABELS))
        && Files.exists(folder.resolve(NUMBERS))
        && !isIn(folder);
  }

  /** As {@link TextClassifier#write} says, into a folder that is there. */
  static void writeInto(Path folder, TextClassifier classifier, String encoder) throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", 1);
    manifest.put("kind", KIND);
    manifest.put("encoder", classifier.features() instanceof WeightedTerms ? "tfidf" : encoder);
    manifest.put("c", classifier.settings().c());
    manifest.put("standardize", classifier.settings().standardize());
    if (classifier.features() instanceof WeightedTerms terms) {
      terms.tfIdf().writeInto(Files.createDirectories(folder.resolve(TERMS)));
    } else if (classifier.features() instanceof Vectors vectors) {
      manifest.put("space", vectors.embedder().space());
    }
    JsonFile.write(folder.resolve(TableFolder.MANIFEST), manifest);
    JsonFile.write(folder.resolve(LABELS), classifier.labels());
    try (OutputStream out = AtomicFiles.open(folder.resolve(NUMBERS))) {
      Safetensors.write(out, numbers(classifier.model()), Map.of());
    }
  }

  private static Map<String, Tensor> numbers(LogisticModel model) {
    Matrix weights = model.weights();
    float[] biases = new float[model.classes()];
    for (int c = 0; c < biases.length; c++) {
      biases[c] = model.intercept(c);
    }
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    numbers.put(WEIGHT, new Tensor(new int[] {biases.length, weights.columns()}, weights.array()));
    numbers.put(BIAS, new Tensor(new int[] {biases.length}, biases));
    return numbers;
  }

  /** As {@link TextClassifier#read} says. */
  static TextClassifier read(Path folder, Function<String, Embedder<String>> encoders) {
    JsonFile manifest = JsonFile.read(folder.resolve(TableFolder.MANIFEST)).requireKind(KIND);
    List<String> labels = labels(folder);
    Weights numbers = Safetensors.read(folder.resolve(NUMBERS));
    LogisticSettings settings = settings(manifest);
    int rows = labels.size() == 2 ? 1 : labels.size();
    if (Files.exists(folder.resolve(TERMS))) {
      TfIdf tfIdf = TfIdf.read(folder.resolve(TERMS));
      LogisticModel model = model(numbers, rows, tfIdf.bag().columns());
      return new TextClassifier(labels, model, settings, new WeightedTerms(tfIdf));
    }
    String encoder = manifest.text("encoder", "");
    Embedder<String> embedder = encoders.apply(encoder);
    if (!embedder.space().equals(manifest.text("space", ""))) {
      throw new TriviumException(
          "%s was fitted on vectors of '%s', and the encoder '%s' now gives those of '%s'; learn it again"
              .formatted(folder, manifest.text("space", ""), encoder, embedder.space()));
    }
    LogisticModel model = model(numbers, rows, embedder.dimension());
    return new TextClassifier(labels, model, settings, new Vectors(embedder));
  }

  private static LogisticSettings settings(JsonFile manifest) {
    try {
      return LogisticSettings.DEFAULT
          .withC(manifest.root().path("c").asDouble())
          .withStandardize(manifest.flag("standardize"));
    } catch (IllegalArgumentException e) {
      throw manifest.wrong("c", "a number above 0");
    }
  }

  /** As {@link TextClassifier#fineTuned} says. */
  static TextClassifier fineTuned(Path folder, Embedder<String> encoder) {
    List<String> labels = labels(folder);
    Weights numbers = Safetensors.read(folder.resolve(NUMBERS));
    LogisticModel model = model(numbers, labels.size(), encoder.dimension());
    return new TextClassifier(labels, model, LogisticSettings.DEFAULT, new Vectors(encoder), true);
  }

  private static List<String> labels(Path folder) {
    JsonFile file = JsonFile.read(folder.resolve(LABELS));
    Set<String> labels = new LinkedHashSet<>();
    file.root().forEach(label -> labels.add(label.asText()));
    if (labels.size() < 2 || labels.size() != file.root().size()) {
      throw new TriviumException(
          file.file() + " is no list of two labels or more; make the folder again");
    }
    return List.copyOf(labels);
  }

  private static LogisticModel model(Weights numbers, int rows, int columns) {
    return LogisticModel.of(
        Matrix.of(rows, columns, numbers.get(WEIGHT, rows, columns).data()),
        numbers.get(BIAS, rows).data());
  }
}
