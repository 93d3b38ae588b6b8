package dev.trivium.core.tensor;

/**
 * How tensors are computed.
 *
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}; {@code auto} takes the first GPU where
 *     the engine sees one
 * @param threads threads inside one operation, or batches side by side; 0 leaves the engine's
 *     choice (all cores). Results are the same bytes again only for the same number
 */
public record TensorSettings(String device, int threads) {
  public static final TensorSettings DEFAULT = new TensorSettings("cpu", 0);

  public TensorSettings {
    if (!device.matches("cpu|auto|gpu(:\\d{1,3})?")) {
      throw new IllegalArgumentException(
          "device is '" + device + "'; choose cpu, gpu, gpu:N or auto");
    }
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads is " + threads + "; choose 0 (all cores) or more");
    }
  }

  public TensorSettings withDevice(String device) {
    return new TensorSettings(device, threads);
  }

  public TensorSettings withThreads(int threads) {
    return new TensorSettings(device, threads);
  }
}
