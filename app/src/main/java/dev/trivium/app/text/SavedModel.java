package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.text.documents.Doc2Vec;
import dev.trivium.text.documents.TfIdf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model of documents that {@code text train} has kept: the folder of its vectors, and below it
 * {@code model}, which gives vectors to new texts.
 */
final class SavedModel {
  private static final String MODEL = "model";

  private SavedModel() {}

  /** Writes a model into a folder that is there. */
  @FunctionalInterface
  interface Content {
    void writeInto(Path folder) throws IOException;
  }

  static void write(EmbeddingTable vectors, Content model, Path folder, Stages stages) {
    stages.stage(
        "write " + folder.getFileName(),
        progress -> {
          AtomicFiles.writeFolder(
              folder,
              f -> {
                TableFolder.writeInto(vectors, f);
                model.writeInto(Files.createDirectories(f.resolve(MODEL)));
              });
          return folder;
        });
  }

  /** Whether a path is that of such a folder, or of a model alone. */
  static boolean isIn(Path folder) {
    return Doc2Vec.isIn(model(folder)) || TfIdf.isIn(model(folder));
  }

  private static Path model(Path folder) {
    return Files.isDirectory(folder.resolve(MODEL)) ? folder.resolve(MODEL) : folder;
  }

  /**
   * Opens a model for new texts.
   *
   * @param numbers the most that rows of weighted terms may have, where they lie alone
   */
  static Embedder<String> open(Path folder, int numbers) {
    Path model = model(folder);
    if (Doc2Vec.isIn(model)) {
      return Doc2Vec.read(model);
    }
    int dimension = model.equals(folder) ? numbers : TableFolder.dimension(folder);
    return TfIdf.read(model).embedder(dimension);
  }
}
