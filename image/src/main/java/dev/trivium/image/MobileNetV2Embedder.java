package dev.trivium.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.Weights;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Pictures become 1536 numbers each: features of a MobileNetV2 of width 1.0 (Sandler et al.,
 * "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018), the means over the plane of
 * its blocks {@code expanded_conv_12} (96), {@code expanded_conv_15} (160) and {@code Conv_1}
 * (1280). They are not centred nor normalised; features of different size stand side by side, so
 * standardise each column over a collection before comparing by cosine.
 *
 * <p>A batch's pictures are decoded on all cores, then pass through the network together; several
 * threads may embed at once. Memory: 9 MB of weights, and about 35 MB for each picture of a batch
 * at 224 pixels. Close it to free them; closing waits for what is under way.
 */
public final class MobileNetV2Embedder implements Embedder<Picture> {
  private final MobileNetV2Settings settings;
  private final Preprocessing preprocessing;
  private final NDManager manager;
  private final MobileNetV2Block network;
  private final String space;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private MobileNetV2Embedder(MobileNetV2Settings settings, NDManager manager, Weights weights) {
    LayerWeights layers = new LayerWeights(weights);
    this.settings = settings;
    this.preprocessing = new Preprocessing(settings.crop(), settings.inputSize());
    this.manager = manager;
    this.network = new MobileNetV2Block(manager, layers);
    this.space =
        String.format(
            Locale.ROOT,
            "mobilenet-v2/%s/%d-%s",
            layers.fingerprint(),
            settings.inputSize(),
            settings.crop().name().toLowerCase(Locale.ROOT));
  }

  /**
   * The network at these weights, as {@link MobileNetV2Weights} reads them, which are copied to the
   * runtime's device.
   */
  public static MobileNetV2Embedder open(
      TensorRuntime runtime, Weights weights, MobileNetV2Settings settings) {
    NDManager manager = runtime.newManager();
    try {
      return new MobileNetV2Embedder(settings, manager, weights);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * The model, its weights' fingerprint, input size and crop: {@code
   * mobilenet-v2/1a2b3c4d/224-whole}.
   */
  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return MobileNetV2Block.FEATURES;
  }

  /** {@code [pictures × 1536]}; a picture that cannot be read ends it with its name. */
  @Override
  public Matrix embed(List<? extends Picture> pictures) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this picture encoder is closed; open another");
      }
      Matrix rows = Matrix.zeros(pictures.size(), dimension());
      for (int from = 0; from < pictures.size(); from += settings.batchSize()) {
        int to = Math.min(from + settings.batchSize(), pictures.size());
        float[] features = features(pictures.subList(from, to));
        System.arraycopy(features, 0, rows.array(), rows.offset(from), features.length);
      }
      return rows;
    } finally {
      lock.readLock().unlock();
    }
  }

  private float[] features(List<? extends Picture> batch) {
    float[] pixels = new float[batch.size() * preprocessing.length()];
    IntStream.range(0, batch.size())
        .parallel()
        .forEach(i -> preprocessing.write(batch.get(i).read(), pixels, i * preprocessing.length()));
    int side = settings.inputSize();
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = scope.create(pixels, new Shape(batch.size(), 3, side, side));
      ParameterStore store = new ParameterStore(scope, false);
      return network.forward(store, new NDList(input), false).singletonOrThrow().toFloatArray();
    }
  }

  /** Arrays alive in the engine on this encoder's account, for the test that counts them. */
  int arrays() {
    return manager.getManagedArrays().size();
  }

  /** The same, of all that came from the engine and belongs to no scope. */
  int arraysOfTheEngine() {
    return manager.getParentManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        manager.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
