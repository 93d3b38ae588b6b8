package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.core.tensor.TensorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticEncoderTest {
  private static final TensorRuntime RUNTIME =
      new TensorRuntime(TensorSettings.DEFAULT.withThreads(1));

  @TempDir Path dir;

  private StaticEncoder distilled(int dimensions) throws IOException {
    TinyFolder.roberta(dir, "", "gelu");
    return StaticEncoder.distill(RUNTIME, dir, dimensions, Progress.NONE);
  }

  /** Points on a line stand where they stand on it, from their middle. */
  @Test
  void theFirstPrincipalComponentIsTheLineOfThePoints() {
    float[] along = {-3, -1, 0, 1, 3};
    Matrix points = Matrix.zeros(5, 2);
    for (int i = 0; i < 5; i++) {
      points.array()[2 * i] = 10 + 0.6f * along[i];
      points.array()[2 * i + 1] = -7 + 0.8f * along[i];
    }
    Matrix first = Distillation.principal(points, 1);
    float sign = Math.signum(first.get(4, 0));
    for (int i = 0; i < 5; i++) {
      assertThat(sign * first.get(i, 0)).isCloseTo(along[i], within(1e-5f));
    }
  }

  @Test
  void aTextIsTheMeanOfItsTokensInTheWritten() throws IOException {
    try (StaticEncoder made = distilled(7)) {
      Path folder = dir.resolve("static");
      made.write(folder);
      assertThat(StaticEncoder.isIn(folder)).isTrue();
      assertThat(StaticEncoder.isIn(dir)).isFalse();
      Tensor table = Safetensors.read(folder.resolve("model.safetensors")).get("embeddings");
      assertThat(table.shape()).containsExactly(TinyFolder.BYTE_VOCABULARY, 7);
      float[] sum = new float[7];
      for (int id : new int[] {262, 260, 4 + 'z'}) { // the, Ġa, z
        Vectors.axpy(1, table.data(), 7 * id, sum, 0, 7);
      }
      Vectors.normalize(sum, 0, 7);
      try (StaticEncoder read = StaticEncoder.open(folder)) {
        Matrix rows = read.embed(List.of("the az", "", "more"));
        assertThat(rows.row(0)).containsExactly(sum, within(1e-6f));
        assertThat(rows.row(1)).containsOnly(0f);
        assertThat(rows).isEqualTo(made.embed(List.of("the az", "", "more")));
        assertThat(read.dimension()).isEqualTo(7);
      }
    }
  }

  /** All axes kept, distances are those of the transformer's vectors, up to SIF's weights. */
  @Test
  void aTokensRowIsItsVectorFromTheMiddleWeighed() throws IOException {
    try (StaticEncoder made = distilled(TinyFolder.HIDDEN);
        SentenceTransformer model = SentenceTransformer.open(RUNTIME, dir, own -> own)) {
      made.write(dir.resolve("static"));
      Tensor table = Safetensors.read(dir.resolve("static/model.safetensors")).get("embeddings");
      Matrix tokens = model.embed(List.of("b", "c"));
      double harmonic = 0;
      for (int i = 0; i < TinyFolder.BYTE_VOCABULARY; i++) {
        harmonic += 1.0 / (i + 2);
      }
      double distance = 0;
      for (int d = 0; d < TinyFolder.HIDDEN; d++) {
        double b = table.data()[(4 + 'b') * TinyFolder.HIDDEN + d];
        double c = table.data()[(4 + 'c') * TinyFolder.HIDDEN + d];
        b *= 1 + 1e4 / (4 + 'b' + 2) / harmonic;
        c *= 1 + 1e4 / (4 + 'c' + 2) / harmonic;
        distance += (b - c) * (b - c);
      }
      float expected =
          Vectors.squaredDistance(tokens.array(), 0, tokens.array(), 12, TinyFolder.HIDDEN);
      assertThat(distance).isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @Test
  void unknownTokensCountForNothing() throws IOException {
    TinyFolder.bert(dir, "");
    try (StaticEncoder made = StaticEncoder.distill(RUNTIME, dir, 4, Progress.NONE)) {
      Matrix rows = made.embed(List.of("\u16a0\u16b1", "word \u16a0", "word"));
      assertThat(rows.row(0)).containsOnly(0f);
      assertThat(rows.row(1)).isEqualTo(rows.row(2));
    }
  }

  @Test
  void whatIsWrongIsOneSentence() throws IOException {
    assertThatThrownBy(() -> distilled(13))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimensions is 13 and")
        .hasMessageContaining("has 12; choose 1 to 12");
    assertThatThrownBy(() -> StaticEncoder.open(dir))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("has no weight 'embeddings'");
    try (StaticEncoder made = distilled(3)) {
      made.write(dir.resolve("static"));
    }
    Files.delete(dir.resolve("static/tokenizer.json"));
    assertThatThrownBy(() -> StaticEncoder.open(dir.resolve("static")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("tokenizer.json: there is no file or folder");
  }
}
