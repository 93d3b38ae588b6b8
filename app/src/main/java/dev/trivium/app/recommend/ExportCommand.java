package dev.trivium.app.recommend;

import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.NpyMatrix;
import dev.trivium.core.embedding.VectorFormat;
import dev.trivium.recommender.SharedSpaceRecommender;
import dev.trivium.recommender.VectorRecommender;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code recommend export}. */
@Command(
    name = "export",
    description =
        "Writes a model's vectors for other programs and indexes; the score of a user and an item"
            + " is their inner product.",
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  private final Stages stages;

  @Parameters(
      paramLabel = "MODEL",
      description = "The folder that 'trivium recommend train' wrote.")
  private Path model = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "F",
      required = true,
      description = "Where the vectors are written.")
  private String out = "";

  @Option(
      names = "--of",
      paramLabel = "WHOM",
      description = "Whose vectors: items or users (${DEFAULT-VALUE}).")
  private String of = "items";

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "word2vec, the text format; parquet, a row an id with its list of numbers; or npy, a"
              + " matrix beside which the ids lie, one a line, in NAME.ids.txt (${DEFAULT-VALUE}).")
  private String format = "word2vec";

  ExportCommand(Stages stages) {
    this.stages = stages;
  }

  @Override
  public Integer call() {
    Path file = OutFile.file(out);
    EmbeddingTable vectors = vectors();
    stages.stage(
        "write " + file.getFileName(),
        progress -> {
          switch (format) {
            case "word2vec" -> VectorFormat.WORD2VEC_TEXT.write(vectors, file, progress);
            case "parquet" -> ParquetVectors.write(vectors, file);
            case "npy" -> NpyMatrix.write(vectors, file);
            default ->
                throw new UsageException(
                    "--format is '" + format + "'; choose word2vec, parquet or npy");
          }
          return 0;
        });
    return 0;
  }

  private EmbeddingTable vectors() {
    if (!List.of("items", "users").contains(of)) {
      throw new UsageException("--of is '" + of + "'; choose items or users");
    }
    ModelFolder.Opened opened = ModelFolder.read(model);
    boolean items = of.equals("items");
    if (opened.recommender() instanceof SharedSpaceRecommender shared) {
      return items ? shared.space().items() : shared.space().users();
    }
    if (opened.recommender() instanceof VectorRecommender vectors) {
      return items ? vectors.items() : vectors.users();
    }
    throw new TriviumException(
        "the model %s is %s, which has no vectors; train one that has, say shared"
            .formatted(model, opened.made().model()));
  }
}
