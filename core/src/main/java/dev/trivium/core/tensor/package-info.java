/**
 * The only door to DJL and to weight files: engine settings, scoped managers, readers of
 * safetensors, ONNX and TensorFlow Lite.
 */
@NullMarked
package dev.trivium.core.tensor;

import org.jspecify.annotations.NullMarked;
