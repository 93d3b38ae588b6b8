package dev.trivium.text.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Doc2VecTest {
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
