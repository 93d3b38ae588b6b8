package dev.trivium.text.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import dev.trivium.core.sequence.SkipGramSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Doc2VecTest {
  @TempDir Path dir;

  private static final Doc2VecSettings SETTINGS =
      Doc2VecSettings.DEFAULT.withTraining(
          Doc2VecSettings.DEFAULT
              .training()
              .withDimension(16)
              .withLearningRate(0.05f)
              .withSubsampling(0));

  private static List<String> texts() {
    String[][] topics = {
      {"cat", "dog", "fish", "bird", "horse"}, {"red", "green", "blue", "black", "white"}
    };
    List<String> texts = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append(topics[t % 2][(t / 2 + i * i) % 5]).append(' ');
      }
      texts.add(text.toString());
    }
    texts.add("?!");
    return texts;
  }

  @Test
  void newTextsLieBesideThoseLikeThem() {
    Doc2Vec model = Doc2Vec.fit(texts(), SETTINGS, Progress.NONE);
    assertThat(model.words()).isEqualTo(10);
    Matrix documents = model.documents();
    assertThat(documents.rows()).isEqualTo(61);
    assertThat(documents.row(60)).containsOnly(0);
    Matrix rows = model.embed(List.of("A dog, a cat, a bird!", "Blue and green", "quux zork", ""));
    assertThat(Vectors.cosine(rows.row(0), documents.row(0)))
        .isGreaterThan(Vectors.cosine(rows.row(0), documents.row(1)));
    assertThat(Vectors.cosine(rows.row(1), documents.row(1)))
        .isGreaterThan(Vectors.cosine(rows.row(1), documents.row(0)));
    assertThat(rows.row(2)).containsOnly(0);
    assertThat(rows.row(3)).containsOnly(0);
    assertThat(model.embed(List.of("Blue and green")).row(0)).isEqualTo(rows.row(1));
    Doc2Vec again = Doc2Vec.fit(texts(), SETTINGS, Progress.NONE);
    assertThat(again.documents()).isEqualTo(documents);
    assertThat(again.space()).isEqualTo(model.space()).startsWith("doc2vec-");
    model.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aModelReadFromItsFolderInfersTheSame(Mode mode) throws IOException {
    Doc2VecSettings settings =
        SETTINGS
            .withTraining(SETTINGS.training().withMode(mode).withSubsampling(0.01))
            .withTokenizer(Tokenizer.DEFAULT.withStopWords(Set.of("fish")));
    Doc2Vec model = Doc2Vec.fit(texts(), settings, Progress.NONE);
    Path folder = dir.resolve("model");
    model.write(folder);
    assertThat(Doc2Vec.isIn(folder)).isTrue();
    Doc2Vec read = Doc2Vec.read(folder);
    List<String> asked = List.of("a dog and a fish", "blue", "quux");
    assertThat(read.embed(asked)).isEqualTo(model.embed(asked));
    assertThat(read.documents()).isEqualTo(model.documents());
    assertThat(read.space()).isEqualTo(model.space());
    read.write(dir.resolve("again"));
    for (String file : List.of("manifest.json", "model.safetensors", "words/ids.txt")) {
      assertThat(dir.resolve("again").resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manifest.json|{}|has 'kind': nothing where doc2vec is expected",
        "manifest.json|{\"kind\":\"doc2vec\",\"format\":2}|has 'format': 2 where 1 is expected",
        "manifest.json|{\"kind\":\"doc2vec\",\"format\":1}|mode is missing among the settings",
        "manifest.json|{\"kind\"|is not JSON",
        "model.safetensors|x|model.safetensors",
        "words/ids.txt|cat|holds 1 ids where manifest.json says 10",
        "words/vectors.safetensors|x|vectors.safetensors",
      })
  void aDamagedFolderIsSaid(String file, String content, String sentence) throws IOException {
    Path folder = dir.resolve("model");
    Doc2Vec.fit(texts(), SETTINGS, Progress.NONE).write(folder);
    Files.writeString(folder.resolve(file), content);
    assertThatThrownBy(() -> Doc2Vec.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aCutFolderIsSaid() throws IOException {
    Path folder = dir.resolve("model");
    Doc2Vec.fit(texts(), SETTINGS, Progress.NONE).write(folder);
    byte[] whole = Files.readAllBytes(folder.resolve("model.safetensors"));
    Files.write(folder.resolve("model.safetensors"), Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> Doc2Vec.read(folder)).isInstanceOf(TriviumException.class);
    Files.delete(folder.resolve("words/ids.txt"));
    assertThatThrownBy(() -> Doc2Vec.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cannot read");
    assertThat(Doc2Vec.isIn(dir)).isFalse();
  }

  @Test
  void whatCannotBeLearntIsSaid() {
    assertThatThrownBy(() -> Doc2Vec.fit(List.of("one two"), SETTINGS, Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "no word comes 2 times or more in the 1 texts; give more texts, or lower minCount");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withMinCount(0))
        .withMessage("minCount is 0; choose 1 or more, say 2");
  }
}
