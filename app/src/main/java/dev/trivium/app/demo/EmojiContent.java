package dev.trivium.app.demo;

import dev.trivium.app.console.Stages;
import dev.trivium.app.fetch.NpmPackage;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.CachingEmbedder;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.image.MobileNetV2Embedder;
import dev.trivium.image.MobileNetV2Settings;
import dev.trivium.image.MobileNetV2Weights;
import dev.trivium.image.Picture;
import dev.trivium.recommender.space.Content;
import dev.trivium.text.SentenceTransformer;
import java.util.List;
import java.util.Map;

/** The vectors of the emoji's names and pictures, remembered from run to run by their content. */
final class EmojiContent {
  static final String TEXT = "text";
  static final String IMAGE = "image";

  /** The side at which a picture of 64 pixels is read: most of what 224 finds, in half the time. */
  private static final MobileNetV2Settings PICTURES =
      MobileNetV2Settings.DEFAULT.withInputSize(160);

  private final DemoSettings settings;
  private final Stages stages;

  EmojiContent(DemoSettings settings, Stages stages) {
    this.settings = settings;
    this.stages = stages;
  }

  /** Names under {@link #TEXT}, pictures under {@link #IMAGE}. */
  Content embed(EmojiCatalogue catalogue) {
    List<String> ids = catalogue.interactions().items();
    List<String> names = catalogue.emoji().stream().map(Emoji::name).toList();
    List<Picture> pictures = catalogue.emoji().stream().map(e -> Picture.of(e.picture())).toList();
    return Content.of(
        Map.of(
            TEXT, texts("embed the names", ids, names),
            IMAGE,
                stages.stage("embed the pictures", progress -> pictures(ids, pictures, progress))));
  }

  /** The vectors of texts, under ids. */
  EmbeddingTable texts(String stage, List<String> ids, List<String> texts) {
    return stages.stage(
        stage,
        progress -> {
          try (Embedder<String> embedder =
              new CachingEmbedder<>(
                  settings.vectors(),
                  "all-MiniLM-L6-v2",
                  () -> SentenceTransformer.miniLm(new TensorRuntime(settings.tensors())),
                  CachingEmbedder::textKey,
                  progress)) {
            return embedder.embed(ids, texts);
          }
        });
  }

  private EmbeddingTable pictures(List<String> ids, List<Picture> pictures, Progress progress) {
    try (Embedder<Picture> embedder =
        new CachingEmbedder<>(
            settings.vectors(),
            "mobilenet-v2 " + NpmPackage.MOBILENET_V2 + " " + PICTURES,
            () ->
                MobileNetV2Embedder.open(
                    new TensorRuntime(settings.tensors()),
                    MobileNetV2Weights.read(settings.weights()),
                    PICTURES),
            Picture::fingerprint,
            progress)) {
      return embedder.embed(ids, pictures);
    } catch (TriviumException e) {
      throw new TriviumException(
          e.getMessage()
              + "; if it is damaged, delete the folder "
              + settings.weights()
              + ", or that of the picture's package, and start again, which fetches it anew",
          e);
    }
  }
}
