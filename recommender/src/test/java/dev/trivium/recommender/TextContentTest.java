package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextContentTest {
  @TempDir Path folder;

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("a", "a toy story");
    texts.put("b", "a story of two toys");
    texts.put("c", "  ");
    return texts;
  }

  @Test
  void weighsWordsByTheirRarity() {
    try (TextContent learnt = TextContent.fit(texts().values(), 100)) {
      EmbeddingTable words = learnt.content(texts()).table(TextContent.WORDS);
      assertThat(words.ids()).containsExactly("a", "b");
      // of, story, toy, toys, two; three texts, the blank one among them
      double rare = 1 + Math.log(4 / 2.0);
      double common = 1 + Math.log(4 / 3.0);
      double norm = Math.hypot(common, rare);
      assertThat(words.vector("a"))
          .containsExactly(
              new float[] {0, (float) (common / norm), (float) (rare / norm), 0, 0},
              org.assertj.core.data.Offset.offset(1e-6f));
    }
  }

  @Test
  void hasBothModalitiesOfWhatHasAText() {
    AtomicInteger closed = new AtomicInteger();
    try (TextContent learnt =
        TextContent.fit(texts().values(), 100, FakeEmbedder.letters(closed))) {
      Content content = learnt.content(texts());
      assertThat(content.of("a")).containsExactly(TextContent.TEXT, TextContent.WORDS);
      assertThat(content.of("c")).isEmpty();
      assertThat(learnt.vectors("a toy story").get(TextContent.TEXT))
          .containsExactly(content.table(TextContent.TEXT).vector("a"));
      assertThat(learnt.vectors("")).isEmpty();
      assertThat(learnt.content(Map.of("d", " ")).modalities()).isEmpty();
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void isTheSameWhenReadAgain() {
    AtomicInteger closed = new AtomicInteger();
    try (TextContent learnt = TextContent.fit(texts().values(), 3, FakeEmbedder.letters(closed))) {
      learnt.write(folder.resolve("texts"));
      try (TextContent read =
          TextContent.read(
              folder.resolve("texts"),
              name -> {
                assertThat(name).isEqualTo("letters");
                return FakeEmbedder.letters(closed);
              })) {
        Content expected = learnt.content(texts());
        Content content = read.content(texts());
        expected
            .modalities()
            .forEach(
                (modality, table) -> {
                  assertThat(content.table(modality).space()).isEqualTo(table.space());
                  assertThat(content.table(modality).matrix().array())
                      .containsExactly(table.matrix().array());
                });
        assertThat(content.table(TextContent.WORDS).dimension()).isEqualTo(3);
      }
    }
  }

  @Test
  void asksForNoEncoderWhereThereIsNone() {
    try (TextContent learnt = TextContent.fit(texts().values(), 100)) {
      learnt.write(folder.resolve("texts"));
    }
    try (TextContent read =
        TextContent.read(
            folder.resolve("texts"),
            name -> {
              throw new AssertionError(name);
            })) {
      assertThat(read.vectors("toys")).containsOnlyKeys(TextContent.WORDS);
    }
  }

  @Test
  void refusesAFolderOfOtherThings() throws Exception {
    TableFolder.write(
        EmbeddingTable.of(List.of("x"), Matrix.zeros(1, 1), Provenance.of("s", "m")),
        folder.resolve("other"));
    assertThatThrownBy(
            () ->
                TextContent.read(
                    folder.resolve("other"), name -> FakeEmbedder.letters(new AtomicInteger())))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("holds no words of a catalogue");
    try (TextContent learnt = TextContent.fit(texts().values(), 100)) {
      learnt.write(folder.resolve("texts"));
    }
    Path ids = folder.resolve("texts").resolve("ids.txt");
    Files.writeString(ids, Files.readString(ids).replace("toy\n", "no word\n"));
    assertThatThrownBy(
            () ->
                TextContent.read(
                    folder.resolve("texts"), name -> FakeEmbedder.letters(new AtomicInteger())))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("the folder is damaged");
  }

  @Test
  void keepsTheTableOfALargeCatalogueSmall() {
    assertThat(TextContent.width(2_000)).isEqualTo(8192);
    assertThat(TextContent.width(100_000)).isEqualTo(480);
    assertThat(TextContent.width(10_000_000)).isEqualTo(256);
  }
}
