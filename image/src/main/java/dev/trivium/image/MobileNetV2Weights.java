package dev.trivium.image;

import dev.trivium.core.TriviumException;
import dev.trivium.core.tensor.TfLiteWeights;
import dev.trivium.core.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the weights of a MobileNetV2 come from: a TensorFlow Lite file of width 1.0, or the npm
 * package {@code @mediapipe/objectron} (Apache-2.0; version 0.4.1675468480 was tried), which packs
 * one, trained to detect 24 classes of Open Images.
 */
public final class MobileNetV2Weights {
  private MobileNetV2Weights() {}

  /**
   * Reads a {@code .tflite} file, or the folder of the unpacked npm package, {@code
   * node_modules/@mediapipe/objectron}.
   */
  public static Weights read(Path fileOrPackage) {
    if (!Files.exists(fileOrPackage)) {
      throw new TriviumException(
          "there are no MobileNetV2 weights at "
              + fileOrPackage
              + "; run 'npm install @mediapipe/objectron' and give its folder in node_modules, or a"
              + " .tflite file");
    }
    return Files.isDirectory(fileOrPackage)
        ? new ObjectronPackage(fileOrPackage).weights()
        : TfLiteWeights.read(fileOrPackage);
  }
}
