package dev.trivium.text.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.text.documents.TermSettings.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TfIdfFolderTest {
  private static final List<String> TEXTS =
      List.of("The cat sat\ton  the mat", "A dog and a cat \ud83d\ude00", "the dog\nthe dog \\n");

  @TempDir Path dir;

  static Stream<TfIdf> models() {
    TermSettings words = TermSettings.DEFAULT.withLengths(1, 3);
    TermSettings characters = TermSettings.DEFAULT.withUnit(Unit.CHARACTERS).withLengths(2, 4);
    Tokenizer some = Tokenizer.DEFAULT.withStopWords(Set.of("the")).withLowerCase(false);
    Weighting plain = new Weighting(true, false, false, false);
    return Stream.of(
        TfIdf.fit(TEXTS, words),
        TfIdf.fit(TEXTS, characters),
        TfIdf.fit(TEXTS, TermSettings.DEFAULT.withLengths(2, 2).withTokenizer(some)),
        TfIdf.fit(TEXTS, BagOfWords.fit(TEXTS, words.withMaxTerms(5)), plain),
        TfIdf.fit(TEXTS, BagOfWords.hashing(1000, TermSettings.DEFAULT), Weighting.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("models")
  void termsReadFromTheirFolderWeighTheSame(TfIdf model) throws IOException {
    Path folder = dir.resolve("model");
    model.write(folder);
    assertThat(TfIdf.isIn(folder)).isTrue();
    TfIdf read = TfIdf.read(folder);
    List<String> asked =
        List.of("the CAT and the dog sat", "on\n\nthe mat \ud83d\ude00", "quux", "");
    assertThat(read.transform(asked).dense()).isEqualTo(model.transform(asked).dense());
    assertThat(read.transform(TEXTS).dense()).isEqualTo(model.transform(TEXTS).dense());
    assertThat(read.embedder(7).space()).isEqualTo(model.embedder(7).space());
    read.write(dir.resolve("again"));
    for (String file : List.of("manifest.json", "terms/ids.txt", "terms/vectors.safetensors")) {
      assertThat(dir.resolve("again").resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manifest.json|{}|has 'kind': nothing where tf-idf is expected",
        "manifest.json|[|is not JSON",
        "manifest.json|{\"kind\":\"tf-idf\",\"format\":1}|the folder is damaged",
        "terms/ids.txt|cat|holds 1 ids where manifest.json says 7",
        "terms/vectors.safetensors|x|vectors.safetensors",
      })
  void aDamagedFolderIsSaid(String file, String content, String sentence) throws IOException {
    Path folder = dir.resolve("model");
    TfIdf.fit(TEXTS, TermSettings.DEFAULT).write(folder);
    Files.writeString(folder.resolve(file), content);
    assertThatThrownBy(() -> TfIdf.read(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aMissingFolderIsSaid() {
    assertThat(TfIdf.isIn(dir)).isFalse();
    assertThatThrownBy(() -> TfIdf.read(dir.resolve("none")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cannot read");
  }
}
