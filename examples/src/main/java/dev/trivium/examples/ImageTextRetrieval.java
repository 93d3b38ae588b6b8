package dev.trivium.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.index.Neighbor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.image.MobileNetV2Embedder;
import dev.trivium.image.MobileNetV2Settings;
import dev.trivium.image.MobileNetV2Weights;
import dev.trivium.image.Picture;
import dev.trivium.recommender.CrossModalSearch;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.MatchedPairsObjective;
import dev.trivium.recommender.space.SharedSpace;
import dev.trivium.text.SentenceTransformer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Finds pictures by words: emoji, their names and their pictures. The space is fitted to all but
 * 200 of them, and those are then looked for among each other by their names.
 *
 * <p>Arguments: the folders of two npm packages, by default those that {@code npm install
 * emoji-datasource-google@16.0.0 @mediapipe/objectron@0.4.1675468480} makes here.
 */
public final class ImageTextRetrieval {
  private static final int UNSEEN = 200;

  private ImageTextRetrieval() {}

  public static void main(String[] args) throws IOException {
    Path emoji = Path.of(args.length > 0 ? args[0] : "node_modules/emoji-datasource-google");
    Path weights = Path.of(args.length > 1 ? args[1] : "node_modules/@mediapipe/objectron");
    List<String> ids = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Picture> pictures = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(emoji.resolve("emoji.json").toFile())) {
      ids.add(entry.path("short_name").asText());
      names.add(entry.path("name").asText().toLowerCase(Locale.ROOT));
      pictures.add(Picture.of(emoji.resolve("img/google/64/" + entry.path("image").asText())));
    }

    TensorRuntime runtime = new TensorRuntime();
    EmbeddingTable text;
    EmbeddingTable image;
    MobileNetV2Settings small = MobileNetV2Settings.DEFAULT.withInputSize(128);
    try (var miniLm = SentenceTransformer.miniLm(runtime);
        var mobileNet =
            MobileNetV2Embedder.open(runtime, MobileNetV2Weights.read(weights), small)) {
      text = miniLm.embed(ids, names);
      image = mobileNet.embed(ids, pictures);
    }

    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random(1));
    List<String> unseen = shuffled.subList(0, UNSEEN);
    List<String> seen = shuffled.subList(UNSEEN, shuffled.size());
    SharedSpace space =
        new MatchedPairsObjective(runtime)
            .fit(Content.of(Map.of("text", text.select(seen), "image", image.select(seen))), 1);

    CrossModalSearch gallery = CrossModalSearch.of(space, "image", image.select(unseen));
    int hits = 0;
    for (String id : unseen) {
      List<String> found =
          gallery.search("text", text.vector(id), 10).stream().map(Neighbor::id).toList();
      hits += found.contains(id) ? 1 : 0;
      if (unseen.indexOf(id) < 5) {
        System.out.println(names.get(ids.indexOf(id)) + " -> " + found.subList(0, 3));
      }
    }
    System.out.printf(
        Locale.ROOT, "R@10 %.3f on %d emoji never seen%n", (double) hits / UNSEEN, UNSEEN);
  }
}
