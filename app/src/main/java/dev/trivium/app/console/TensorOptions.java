package dev.trivium.app.console;

import dev.trivium.core.tensor.TensorSettings;
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
      description = "Threads inside one tensor operation; 0 for all cores (${DEFAULT-VALUE}).")
  private int threads = TensorSettings.DEFAULT.threads();

  public TensorSettings settings() {
    return UsageException.checked(() -> new TensorSettings(device, threads));
  }
}
