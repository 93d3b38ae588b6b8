package dev.trivium.app.console;

import dev.trivium.core.tensor.TensorSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of verbs that compute with tensors. */
public final class TensorOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where tensors are computed: cpu, gpu, gpu:N or auto (${DEFAULT-VALUE}).")
  private String device = TensorSettings.DEFAULT.device();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads inside one tensor operation (all cores).")
  private @Nullable Integer threads;

  public TensorSettings settings() {
    TensorSettings settings =
        UsageException.checked(() -> TensorSettings.DEFAULT.withDevice(device));
    return threads == null ? settings : settings.withThreads(RunOptions.threads(threads));
  }
}
