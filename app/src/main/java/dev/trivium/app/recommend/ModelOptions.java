package dev.trivium.app.recommend;

import java.nio.file.Path;
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
      description = "Numbers in a vector, for the models that have vectors (64).")
  private @Nullable Integer dimensions;

  /** What is set, for all models. */
  ModelSettings settings() {
    return config == null ? ModelSettings.NONE : ModelSettings.read(config);
  }

  /** What is set, for one model that is asked for. */
  ModelSettings settings(ModelName model) {
    ModelSettings all = settings();
    return dimensions == null ? all : all.with(model + ".dimension", Integer.toString(dimensions));
  }
}
