package dev.trivium.app.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.InteractionsFile;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Weights;
import dev.trivium.recommender.LiveRecommender;
import dev.trivium.recommender.Recommender;
import dev.trivium.recommender.RecommenderTrainer;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.baseline.Baseline;
import dev.trivium.recommender.space.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained model on disk, as a folder: {@code model.json} (format, model, settings, seed), {@code
 * interactions.bin} ({@link InteractionsFile}), and for a shared space {@code space}, which is what
 * {@link SharedSpaceRecommender#save} writes, and {@code texts}, which makes vectors of texts. What
 * other models learnt is in {@code learnt.safetensors}, see {@link Baseline}.
 */
record ModelFolder(ModelName model, ModelSettings settings, long seed) {
  /** The file by which a model's folder is known. */
  static final String MANIFEST = "model.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int FORMAT = 1;
  private static final String KIND = "recommender";
  private static final String INTERACTIONS = "interactions.bin";
  private static final String SPACE = "space";
  private static final String LEARNT = "learnt.safetensors";

  /** Trains, and returns what writes all that was learnt into a folder. */
  static AtomicFiles.Folder learnt(RecommenderTrainer trainer, Interactions train) {
    if (trainer instanceof Baseline<?> baseline) {
      Weights learnt = baseline.learn(train);
      return folder -> {
        try (var out = AtomicFiles.open(folder.resolve(LEARNT))) {
          Safetensors.write(out, learnt.tensors(), Map.of());
        }
      };
    }
    SharedSpaceRecommender shared = (SharedSpaceRecommender) trainer.train(train);
    return folder -> shared.save(folder.resolve(SPACE));
  }

  /** Writes the folder whole, in place of an older one. */
  void write(AtomicFiles.Folder learnt, Interactions train, ItemContent items, Path folder) {
    requireReplaceable(folder);
    AtomicFiles.writeFolder(
        folder,
        f -> {
          try (var out = AtomicFiles.open(f.resolve(INTERACTIONS))) {
            InteractionsFile.writeTo(train, out);
          }
          learnt.writeTo(f);
          items.write(f);
          Files.write(f.resolve(MANIFEST), JSON.writeValueAsBytes(manifest()));
        });
  }

  /** Refuses to write over a model that is being served, or was changed while it was. */
  static void requireReplaceable(Path folder) {
    LiveRecommender.requireUnchanged(folder.resolve(SPACE));
  }

  private Map<String, Object> manifest() {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("kind", KIND);
    manifest.put("model", model.toString());
    manifest.put("seed", seed);
    manifest.put("settings", settings.of(model).values());
    return manifest;
  }

  /** A model that was read. */
  record Opened(ModelFolder made, Interactions train, Recommender recommender) {}

  /** Reads a folder; one that is cut short, or of a later version, is an error. */
  static Opened read(Path folder) {
    ModelFolder made = manifest(folder);
    Interactions train = InteractionsFile.read(folder.resolve(INTERACTIONS));
    RecommenderTrainer trainer = made.model.trainer(made.settings, Content.none(), made.seed);
    Recommender recommender =
        trainer instanceof Baseline<?> baseline
            ? baseline.restore(train, learnt(folder.resolve(LEARNT)))
            : SharedSpaceRecommender.load(folder.resolve(SPACE));
    return new Opened(made, train, recommender);
  }

  private static Weights learnt(Path file) {
    if (!Files.exists(file)) {
      throw new TriviumException(file + " is not there; train the model again");
    }
    return Safetensors.read(file);
  }

  private static ModelFolder manifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new TriviumException(
          folder + " is no folder of a model; give one that 'trivium recommend train' wrote");
    }
    try {
      JsonNode manifest = JSON.readTree(Files.readAllBytes(file));
      if (!manifest.isObject()) {
        throw new TriviumException(file + " is cut short; train the model again");
      }
      int format = manifest.path("format").asInt();
      if (format > FORMAT) {
        throw new TriviumException(
            "%s is of version %d, and this Trivium reads version %d; use the Trivium that wrote it, or a later one"
                .formatted(folder, format, FORMAT));
      }
      SortedMap<String, String> settings = new TreeMap<>();
      manifest
          .path("settings")
          .properties()
          .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
      return new ModelFolder(
          model(file, manifest.path("model").asText()),
          new ModelSettings(settings),
          manifest.path("seed").asLong());
    } catch (IOException e) {
      throw new TriviumException(
          file
              + " is damaged: "
              + Reason.of(e).lines().findFirst().orElse("")
              + "; train the model again",
          e);
    }
  }

  private static ModelName model(Path file, String name) {
    return Arrays.stream(ModelName.values())
        .filter(m -> m.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TriviumException(
                    "%s names the model '%s', which this Trivium does not have; train the model again"
                        .formatted(file, name)));
  }
}
