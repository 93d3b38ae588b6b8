package dev.trivium.core.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.trivium.core.TriviumException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tensor engine (DJL on PyTorch) and where it computes. Make one and hand it to every encoder;
 * it holds nothing native of its own. Who takes a manager from {@link #newManager()} closes it in
 * the same method, and takes one sub-manager for each batch.
 *
 * <p>The engine is one for the process: its thread counts are those of the first runtime made.
 */
public final class TensorRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(TensorRuntime.class);

  private static final Object GRADIENTS = new Object();

  private final TensorSettings settings;
  private final Device device;

  /**
   * Loads the engine if this is the first runtime of the process (about a second), never from the
   * network.
   */
  public TensorRuntime(TensorSettings settings) {
    this.settings = settings;
    this.device = device(engine(settings), settings.device());
  }

  public TensorRuntime() {
    this(TensorSettings.DEFAULT);
  }

  public TensorSettings settings() {
    return settings;
  }

  /** The engine, its version and device in words, for a version line. */
  public String description() {
    Engine engine = engine(settings);
    return engine.getEngineName() + " " + engine.getVersion() + " on " + device;
  }

  /**
   * Batches that are best computed side by side, each in a thread of its own: on a CPU one a
   * thread, on a GPU one.
   */
  public int batchesAtOnce() {
    if (device.isGpu()) {
      return 1;
    }
    return settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
  }

  /** A manager on this runtime's device; everything made with it is freed when it closes. */
  public NDManager newManager() {
    return NDManager.newBaseManager(device);
  }

  /** Copies a tensor to the device. */
  public static NDArray copy(NDManager manager, Tensor tensor) {
    return manager.create(
        tensor.data(), new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray()));
  }

  /**
   * Makes what the engine draws at random (initial weights, dropout) follow from {@code seed}, for
   * the whole process.
   */
  public void seed(int seed) {
    engine(settings).setRandomSeed(seed);
  }

  private static synchronized Engine engine(TensorSettings settings) {
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    if (settings.threads() > 0) {
      setDefault("ai.djl.pytorch.num_threads", Integer.toString(settings.threads()));
      setDefault("ai.djl.pytorch.num_interop_threads", "1");
    }
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | IllegalArgumentException | UnsatisfiedLinkError e) {
      throw new TriviumException(
          "the PyTorch engine cannot be loaded: "
              + e.getMessage()
              + "; put ai.djl.pytorch:pytorch-native-cpu of this platform on the class path",
          e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Device device(Engine engine, String wanted) {
    if (wanted.equals("cpu") || (wanted.equals("auto") && engine.getGpuCount() == 0)) {
      return Device.cpu();
    }
    int number = wanted.startsWith("gpu:") ? Integer.parseInt(wanted.substring(4)) : 0;
    if (number >= engine.getGpuCount()) {
      throw new TriviumException(
          "device '"
              + wanted
              + "' is not there: the engine sees "
              + engine.getGpuCount()
              + " GPUs; choose cpu, or put the engine's CUDA build on the class path");
    }
    LOG.info("tensors on gpu {}", number);
    return Device.gpu(number);
  }

  /**
   * Runs {@code work} while gradients are collected, one at a time in the process: the engine has
   * one collector, and a second fit beside the first waits for its turn.
   */
  public static void collectingGradients(NDManager manager, Consumer<GradientCollector> work) {
    synchronized (GRADIENTS) {
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        work.accept(collector);
      }
    }
  }
}
