package dev.trivium.app.recommend;

import dev.trivium.app.console.Options;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Catalog;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.io.Reason;
import dev.trivium.graph.EdgeList;
import dev.trivium.graph.EdgeListSettings;
import dev.trivium.graph.FastRP;
import dev.trivium.image.Picture;
import dev.trivium.text.Pretrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What items are known by, besides who took them up. */
final class ContentOptions {
  /** The modality of pictures. */
  static final String IMAGE = "image";

  private static final List<String> PICTURES = List.of("jpg", "jpeg", "png", "gif", "bmp");

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Pictures of items, each called as its item with .jpg, .png, .gif or .bmp after it; what"
              + " knows pictures is fetched once, 43 MB.")
  private @Nullable Path images;

  @Option(
      names = "--graph",
      paramLabel = "F",
      description = "A graph whose nodes are items, such as links between them: an edge list.")
  private @Nullable Path graph;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description =
          "What knows that two words of the items' texts are near: minilm, or none for the words"
              + " alone, which is faster (${DEFAULT-VALUE}).")
  private String encoder = "minilm";

  @Mixin private EncoderOptions encoders;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * @param npm the npm client
   */
  ContentOptions(String npm) {
    this.encoders = new EncoderOptions(npm);
  }

  /** What is known of items by all that is given. */
  ItemContent of(Catalog catalog, Stages stages) {
    boolean none = catalog.ids().isEmpty() && !Options.given(command, "--items");
    if (none && !encoder.equals("none")) {
      Options.refuse(command, "is for texts of items, which --items gives", "--encoder");
    }
    ItemContent content = ItemContent.of(catalog, sentences(), stages);
    if (images != null) {
      content = content.with(IMAGE, pictures(images, stages));
    }
    if (graph != null) {
      content = content.with("graph", nodes(graph, stages));
    }
    return content;
  }

  private @Nullable Encoder<String> sentences() {
    return switch (encoder) {
      case "none" -> null;
      case "minilm" -> encoders.sentences(Pretrained.MINI_LM.modelName());
      default -> throw new UsageException("--encoder is '" + encoder + "'; choose minilm or none");
    };
  }

  private EmbeddingTable pictures(Path folder, Stages stages) {
    Map<String, Path> files = files(folder);
    if (files.isEmpty()) {
      throw new UsageException(
          "--images is '%s', where there is no picture; give a folder of files such as ID.jpg"
              .formatted(folder));
    }
    return stages.stage(
        "embed pictures",
        progress -> {
          try (Embedder<Picture> embedder = encoders.pictures(progress)) {
            List<Picture> pictures = files.values().stream().map(Picture::of).toList();
            return embedder.embed(List.copyOf(files.keySet()), pictures);
          }
        });
  }

  /** By what stands before the dot. */
  private static Map<String, Path> files(Path folder) {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(
          file -> {
            String name = String.valueOf(file.getFileName());
            int dot = name.lastIndexOf('.');
            if (dot > 0 && PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
              requireOne(files.put(name.substring(0, dot), file), file);
            }
          });
    } catch (IOException e) {
      throw new TriviumException("cannot read --images: " + Reason.of(e), e);
    }
    return files;
  }

  private static void requireOne(@Nullable Path other, Path file) {
    if (other != null) {
      throw new TriviumException(
          "--images has two pictures of one item, %s and %s; take one away"
              .formatted(other, file.getFileName()));
    }
  }

  private static EmbeddingTable nodes(Path edges, Stages stages) {
    return stages.stage(
        "embed graph",
        progress ->
            new FastRP()
                .embed(EdgeList.read(edges, EdgeListSettings.DEFAULT).toAdjacency(), progress));
  }
}
