package dev.trivium.app.demo;

import dev.trivium.core.tensor.TensorSettings;
import java.nio.file.Path;

/**
 * What the demonstration is told.
 *
 * @param out the folder of what it writes; it is there
 * @param seed what it draws from
 * @param vectors where vectors are kept from run to run
 * @param weights the folder of the package with the weights of the picture encoder
 * @param tensors how tensors are computed
 */
public record DemoSettings(
    Path out, long seed, Path vectors, Path weights, TensorSettings tensors) {}
