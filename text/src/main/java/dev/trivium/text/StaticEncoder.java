package dev.trivium.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.io.Reason;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts to vectors by a table alone: the mean of the rows of their subword tokens, at length 1. The
 * table is distilled from a transformer (Tulkens and van Dongen, <i>Model2Vec</i>, 2024): each
 * token of its vocabulary goes through it by itself, principal components keep what differs, and
 * frequent tokens are weighed down as in SIF (Arora et al., 2017), their frequencies by Zipf's law
 * from their place in the vocabulary.
 *
 * <p>A text of unknown tokens only has a vector of zeros. Safe for several threads.
 */
public final class StaticEncoder implements Embedder<String> {
  private static final String TABLE = "embeddings";
  private static final int MOST_TOKENS = 100_000;
  private static final int BLOCK = 4096;

  private final String name;
  private final byte[] json;
  private final Matrix table;
  private final int unknown;
  private final SubwordTokenizer tokenizer;

  private StaticEncoder(String name, byte[] json, Matrix table) {
    this.name = name;
    this.json = json;
    this.table = table;
    this.unknown = unknown(name, json);
    this.tokenizer =
        new SubwordTokenizer("the tokenizer of " + name, json, MOST_TOKENS, table.rows(), false);
  }

  /**
   * Distils a model whose artifact is on the class path.
   *
   * @param dimensions numbers in a vector, at most the model's
   * @param progress in tokens of the vocabulary
   */
  public static StaticEncoder distill(
      TensorRuntime runtime, Pretrained model, int dimensions, Progress progress) {
    return distill(runtime, model.read(), dimensions, progress);
  }

  /** Distils a folder of Hugging Face, or the model in a jar. */
  public static StaticEncoder distill(
      TensorRuntime runtime, Path model, int dimensions, Progress progress) {
    Checkpoint read =
        Files.isDirectory(model) ? HuggingFaceFolder.read(model) : Pretrained.read(model);
    return distill(runtime, read, dimensions, progress);
  }

  private static StaticEncoder distill(
      TensorRuntime runtime, Checkpoint model, int dimensions, Progress progress) {
    Matrix table = Distillation.table(runtime, model, dimensions, progress);
    return new StaticEncoder(model.name() + "-static-" + dimensions, model.tokenizer(), table);
  }

  /** Reads a folder that {@link #write} or Model2Vec wrote. */
  public static StaticEncoder open(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    Tensor tensor = Safetensors.read(folder.resolve("model.safetensors")).get(TABLE);
    if (tensor.shape().length != 2) {
      throw new TriviumException(
          "%s: weight '%s' is no matrix; is it the file of another model?"
              .formatted(folder.resolve("model.safetensors"), TABLE));
    }
    try {
      byte[] json = Files.readAllBytes(folder.resolve("tokenizer.json"));
      Matrix table = Matrix.of(tensor.shape()[0], tensor.shape()[1], tensor.data());
      return new StaticEncoder(String.valueOf(name), json, table);
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read %s: %s".formatted(folder.resolve("tokenizer.json"), Reason.of(e)), e);
    }
  }

  /** Whether a folder says that it holds such a table. */
  public static boolean isIn(Path folder) {
    return JsonFile.readIfThere(folder.resolve("config.json"))
        .text("model_type", "")
        .equals("model2vec");
  }

  /** Writes the folder whole: {@code config.json}, {@code model.safetensors}, the tokenizer. */
  public void write(Path folder) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model_type", "model2vec");
    config.put("architectures", List.of("StaticModel"));
    config.put("tokenizer_name", name);
    config.put("hidden_dim", table.columns());
    config.put("normalize", true);
    Tensor tensor = new Tensor(new int[] {table.rows(), table.columns()}, table.array());
    AtomicFiles.writeFolder(
        folder,
        to -> {
          JsonFile.write(to.resolve("config.json"), config);
          Files.write(to.resolve("tokenizer.json"), json);
          try (OutputStream out = AtomicFiles.open(to.resolve("model.safetensors"))) {
            Safetensors.write(out, Map.of(TABLE, tensor), Map.of());
          }
        });
  }

  /** The id of the token that stands for what is not in the vocabulary; −1 where there is none. */
  private static int unknown(String name, byte[] json) {
    try {
      JsonNode model = new ObjectMapper().readTree(json).path("model");
      int byNumber = model.path("unk_id").asInt(-1);
      return model.path("vocab").path(model.path("unk_token").asText("")).asInt(byNumber);
    } catch (IOException e) {
      throw new TriviumException("the tokenizer of " + name + " is not JSON; fetch it again", e);
    }
  }

  @Override
  public String space() {
    return name;
  }

  @Override
  public int dimension() {
    return table.columns();
  }

  /** One row for each text: {@code [texts × dimension]}. */
  @Override
  public Matrix embed(List<? extends String> texts) {
    Matrix rows = Matrix.zeros(texts.size(), dimension());
    for (int from = 0; from < texts.size(); from += BLOCK) {
      int[][] ids =
          tokenizer.encode(
              new ArrayList<>(texts.subList(from, Math.min(texts.size(), from + BLOCK))));
      for (int i = 0; i < ids.length; i++) {
        add(ids[i], rows, rows.offset(from + i));
      }
    }
    return rows;
  }

  private void add(int[] ids, Matrix rows, int offset) {
    for (int id : ids) {
      if (id != unknown) {
        Vectors.axpy(1, table.array(), table.offset(id), rows.array(), offset, dimension());
      }
    }
    Vectors.normalize(rows.array(), offset, dimension());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
