/**
 * The road of the pictures. A {@link dev.trivium.image.Picture} is decoded, brought to sRGB,
 * upright and opaque; cropped, resized and normalised; and passed through a convolutional network
 * whose pooled features are its vector. What comes out is a {@link dev.trivium.core.math.Matrix}
 * that knows nothing of pictures any more.
 */
@NullMarked
package dev.trivium.image;

import org.jspecify.annotations.NullMarked;
