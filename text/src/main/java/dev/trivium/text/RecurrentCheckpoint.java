package dev.trivium.text;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.math.FastRandom;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recurrent encoder at rest. As a folder: {@code manifest.json} (the settings), {@code
 * model.safetensors} (the unit's weights, under the names and in the shapes of PyTorch's {@code
 * nn.GRU}), {@code words} (the table of the words).
 */
record RecurrentCheckpoint(EmbeddingTable words, RecurrentSettings settings, Weights weights)
    implements Trainable {
  static final String WORDS = "words.weight";
  static final String REVERSE = "_reverse";
  static final List<String> PARTS =
      List.of("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0");

  private static final String KIND = "recurrent-encoder";
  private static final String MANIFEST = "manifest.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TABLE = "words";

  /** Weights as PyTorch draws them: evenly, up to one over the root of the width. */
  static RecurrentCheckpoint drawn(EmbeddingTable words, RecurrentSettings settings) {
    if (words.size() == 0) {
      throw new IllegalArgumentException("there are no words; give the vectors of some");
    }
    FastRandom random = new FastRandom(settings.seed());
    float most = (float) (1 / Math.sqrt(settings.hidden()));
    Map<String, Tensor> drawn = new LinkedHashMap<>();
    shapes(words.dimension(), settings)
        .forEach(
            (name, shape) -> {
              float[] data = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
              for (int i = 0; i < data.length; i++) {
                data[i] = most * (2 * random.nextFloat() - 1);
              }
              drawn.put(name, new Tensor(shape, data));
            });
    return new RecurrentCheckpoint(words, settings, new Weights("a new network", drawn));
  }

  static boolean isIn(Path folder) {
    return JsonFile.readIfThere(folder.resolve(MANIFEST)).isKind(KIND);
  }

  static RecurrentCheckpoint read(Path folder) {
    JsonFile manifest = JsonFile.read(folder.resolve(MANIFEST)).requireKind(KIND);
    return new RecurrentCheckpoint(
        TableFolder.read(folder.resolve(TABLE)),
        settings(manifest),
        Safetensors.read(folder.resolve(WEIGHTS)));
  }

  private static RecurrentSettings settings(JsonFile manifest) {
    try {
      return new RecurrentSettings(
          manifest.count("hidden"),
          manifest.flag("bidirectional"),
          manifest.flag("lastState"),
          manifest.flag("trainWords"),
          manifest.root().path("dropout").asDouble(),
          manifest.count("maxTokens"),
          manifest.root().path("seed").asLong());
    } catch (IllegalArgumentException e) {
      throw new TriviumException(manifest.file() + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, int[]> shapes(int inputs, RecurrentSettings settings) {
    int hidden = settings.hidden();
    int gates = Math.multiplyExact(3, hidden);
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (String direction : settings.bidirectional() ? List.of("", REVERSE) : List.of("")) {
      shapes.put(PARTS.get(0) + direction, new int[] {gates, inputs});
      shapes.put(PARTS.get(1) + direction, new int[] {gates, hidden});
      shapes.put(PARTS.get(2) + direction, new int[] {gates});
      shapes.put(PARTS.get(3) + direction, new int[] {gates});
    }
    return shapes;
  }

  /** The unit's weights and their shapes. */
  Map<String, int[]> shapes() {
    return shapes(words.dimension(), settings);
  }

  static Tensor tensor(EmbeddingTable table) {
    return new Tensor(new int[] {table.size(), table.dimension()}, table.matrix().array());
  }

  @Override
  public String name() {
    Fingerprint print = new Fingerprint().add(settings.toString()).add(words.fingerprint());
    shapes().forEach((name, shape) -> print.add(weights.get(name, shape).data()));
    return "gru-" + print.hex();
  }

  @Override
  public String prompt() {
    return "";
  }

  @Override
  public KnownWords tokens(int most) {
    return new KnownWords(words, Math.min(most, settings.maxTokens()));
  }

  @Override
  public RecurrentNetwork network(TensorRuntime runtime) {
    return new RecurrentNetwork(runtime, this);
  }

  @Override
  public int batchTokens() {
    return 4096;
  }

  @Override
  public void write(Path folder, Map<String, Tensor> trained) throws IOException {
    JsonFile.write(folder.resolve(MANIFEST), manifest());
    Map<String, Tensor> unit = new LinkedHashMap<>(trained);
    Tensor rows = unit.remove(WORDS);
    try (OutputStream out = AtomicFiles.open(folder.resolve(WEIGHTS))) {
      Safetensors.write(out, unit, Map.of("format", "pt"));
    }
    TableFolder.writeInto(rows == null ? words : learnt(rows), folder.resolve(TABLE));
  }

  private EmbeddingTable learnt(Tensor rows) {
    Matrix matrix = Matrix.of(words.size(), words.dimension(), rows.data());
    String print = new Fingerprint().add(rows.data()).hex();
    return EmbeddingTable.of(
        words.ids(), matrix, Provenance.of("gru-words-" + print, "recurrent encoder"));
  }

  private Map<String, Object> manifest() {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", 1);
    manifest.put("kind", KIND);
    manifest.put("hidden", settings.hidden());
    manifest.put("bidirectional", settings.bidirectional());
    manifest.put("lastState", settings.lastState());
    manifest.put("trainWords", settings.trainWords());
    manifest.put("dropout", settings.dropout());
    manifest.put("maxTokens", settings.maxTokens());
    manifest.put("seed", settings.seed());
    return manifest;
  }

  @Override
  public Map<String, Tensor> weights(Path folder) {
    RecurrentCheckpoint read = read(folder);
    Map<String, Tensor> trained = new LinkedHashMap<>(read.weights().tensors());
    if (settings.trainWords()) {
      trained.put(WORDS, tensor(read.words()));
    }
    return trained;
  }
}
