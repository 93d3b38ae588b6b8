package dev.trivium.recommender.space;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A {@link SharedSpace} on disk, as a folder: {@code users} and {@code items}, each a {@link
 * TableFolder}; {@code user-projections.safetensors} and {@code item-projections.safetensors},
 * whose tensors are called {@code pattern/modality/layer/weight} {@code [out × in]} and {@code
 * …/bias} {@code [out]}, a pattern being its modalities joined by {@code +}. The same space gives
 * the same bytes.
 */
public final class SpaceFolder {
  private static final String USERS = "users";
  private static final String ITEMS = "items";
  private static final String USER_PROJECTIONS = "user-projections.safetensors";
  private static final String ITEM_PROJECTIONS = "item-projections.safetensors";

  private SpaceFolder() {}

  /** Writes the folder whole, in place of an older one. */
  public static void write(SharedSpace space, Path folder) {
    space.itemFusion().patterns().forEach(pattern -> pattern.forEach(SpaceFolder::requireName));
    AtomicFiles.writeFolder(
        folder,
        f -> {
          TableFolder.writeInto(space.users(), f.resolve(USERS));
          TableFolder.writeInto(space.items(), f.resolve(ITEMS));
          write(space.userFusion(), f.resolve(USER_PROJECTIONS));
          write(space.itemFusion(), f.resolve(ITEM_PROJECTIONS));
        });
  }

  /** Reads a folder. */
  public static SharedSpace read(Path folder) {
    var items = TableFolder.read(folder.resolve(ITEMS));
    return new SharedSpace(
        TableFolder.read(folder.resolve(USERS)),
        items,
        read(items.dimension(), folder.resolve(USER_PROJECTIONS)),
        read(items.dimension(), folder.resolve(ITEM_PROJECTIONS)));
  }

  private static void requireName(String modality) {
    if (modality.isEmpty() || modality.contains("+") || modality.contains("/")) {
      throw new TriviumException(
          "the modality '"
              + modality
              + "' cannot be written: its name must not be empty or hold '+' or '/'; rename it");
    }
  }

  private static void write(Fusion fusion, Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Set<String> pattern : fusion.patterns()) {
      fusion
          .projections(pattern)
          .forEach(
              (modality, projection) -> {
                String prefix = String.join("+", pattern) + "/" + modality + "/";
                for (int l = 0; l < projection.layers().size(); l++) {
                  Matrix w = projection.layers().get(l).weights();
                  float[] b = projection.layers().get(l).bias();
                  tensors.put(
                      prefix + l + "/weight",
                      new Tensor(new int[] {w.rows(), w.columns()}, w.array()));
                  tensors.put(prefix + l + "/bias", new Tensor(new int[] {b.length}, b));
                }
              });
    }
    try (var out = Files.newOutputStream(file)) {
      Safetensors.write(out, tensors, Map.of());
    }
  }

  private static Fusion read(int dimension, Path file) {
    Weights weights = Safetensors.read(file);
    Map<Set<String>, Map<String, Projection>> patterns = new LinkedHashMap<>();
    for (String name : weights.names()) {
      if (name.endsWith("/0/weight")) {
        List<String> parts = List.of(name.split("/", -1));
        if (parts.size() != 4) {
          throw new TriviumException(
              file
                  + ": weight '"
                  + name
                  + "' is not called pattern/modality/layer/weight; make the folder again");
        }
        patterns
            .computeIfAbsent(
                new TreeSet<>(Arrays.asList(parts.get(0).split("\\+", -1))), p -> new TreeMap<>())
            .put(parts.get(1), projection(weights, parts.get(0) + "/" + parts.get(1) + "/"));
      }
    }
    return new Fusion(dimension, patterns);
  }

  private static Projection projection(Weights weights, String prefix) {
    List<Projection.Layer> layers = new ArrayList<>();
    for (int l = 0; weights.contains(prefix + l + "/weight"); l++) {
      Tensor w = weights.get(prefix + l + "/weight");
      if (w.shape().length != 2) {
        throw new TriviumException(
            weights.source()
                + ": weight '"
                + prefix
                + l
                + "/weight' is no matrix; make the folder again");
      }
      float[] bias = weights.get(prefix + l + "/bias", w.shape()[0]).data();
      layers.add(new Projection.Layer(Matrix.of(w.shape()[0], w.shape()[1], w.data()), bias));
    }
    return new Projection(layers);
  }
}
