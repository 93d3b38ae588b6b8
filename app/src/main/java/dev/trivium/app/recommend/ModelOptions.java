package dev.trivium.app.recommend;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What models are made with. */
final class ModelOptions {
  @Option(
      names = "--config",
      paramLabel = "F",
      description =
          "Settings of models: lines name = value, or a JSON object; a name led by a model's, as in"
              + " ease.regularization, is for it alone.")
  private @Nullable Path config;

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description =
          "Numbers in a vector, for the models that have vectors (128 for shared and ials, else 64).")
  private @Nullable Integer dimensions;

  /** What is set, for the models that are asked for. */
  ModelSettings settings(List<ModelName> models) {
    ModelSettings all = config == null ? ModelSettings.NONE : ModelSettings.read(config);
    if (dimensions != null) {
      for (ModelName model : models) {
        if (model.hasVectors()) {
          all = all.with(model + ".dimension", Integer.toString(dimensions));
        }
      }
    }
    return all;
  }
}
