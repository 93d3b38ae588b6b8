package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Encoder;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.math.Matrix;
import dev.trivium.recommender.space.Content;
import dev.trivium.text.documents.BagOfWords;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import dev.trivium.text.documents.Weighting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts as content of two modalities: {@value #WORDS}, the words that come in it weighted by
 * TF-IDF, which tell items of a kind apart, and {@value #TEXT}, a sentence encoder's vectors, which
 * know that two words are near. Learnt from a catalogue, then the same for items that come later
 * and for queries. Safe for several threads at once.
 */
public final class TextContent implements AutoCloseable {
  /** The modality of weighted words. */
  public static final String WORDS = "words";

  /** The modality of sentence vectors. */
  public static final String TEXT = "text";

  private static final int MOST_WIDE = 8192;
  private static final int LEAST_WIDE = 256;
  private static final long NUMBERS = 48_000_000;
  private static final String KIND = "text-content";
  private static final String WIDTH = "width";
  private static final String SENTENCES = "sentences";

  private final TfIdf words;
  private final int width;
  private final Embedder<String> counts;
  private final @Nullable String sentencesName;
  private final @Nullable Embedder<String> sentences;

  private TextContent(TfIdf words, int width, @Nullable Encoder<String> sentences) {
    this.words = words;
    this.width = width;
    this.counts = words.embedder(width);
    this.sentencesName = sentences == null ? null : sentences.name();
    this.sentences = sentences == null ? null : sentences.open();
  }

  /**
   * Learns the words of a catalogue.
   *
   * @param texts at least one with a word
   * @param width the most numbers in a {@value #WORDS} vector, {@link #width} by default; more
   *     words than that are folded by hashing
   * @param sentences opened here, closed with this
   */
  public static TextContent fit(Collection<String> texts, int width, Encoder<String> sentences) {
    return new TextContent(learnt(texts), width, sentences);
  }

  /** With {@value #WORDS} alone, which needs no model. */
  public static TextContent fit(Collection<String> texts, int width) {
    return new TextContent(learnt(texts), width, null);
  }

  private static TfIdf learnt(Collection<String> texts) {
    return TfIdf.fit(List.copyOf(texts), TermSettings.DEFAULT);
  }

  /** Numbers in a {@value #WORDS} vector that keep the table of so many items below 200 MB. */
  public static int width(int items) {
    return (int) Math.max(LEAST_WIDE, Math.min(MOST_WIDE, NUMBERS / Math.max(1, items)));
  }

  /** The vectors of a catalogue, {@code id → text}; what has a blank text is left out. */
  public Content content(Map<String, String> texts) {
    List<String> ids = new ArrayList<>();
    List<String> having = new ArrayList<>();
    texts.forEach(
        (id, text) -> {
          if (!text.isBlank()) {
            ids.add(id);
            having.add(text);
          }
        });
    SortedMap<String, EmbeddingTable> tables = new TreeMap<>();
    if (!ids.isEmpty()) {
      embedders().forEach((modality, e) -> tables.put(modality, e.embed(ids, having)));
    }
    return Content.of(tables);
  }

  /** The vectors of one text, a new item's or a query, by modality; none where it is blank. */
  public Map<String, float[]> vectors(String text) {
    Map<String, float[]> vectors = new HashMap<>();
    if (!text.isBlank()) {
      embedders().forEach((modality, e) -> vectors.put(modality, e.embed(List.of(text)).row(0)));
    }
    return vectors;
  }

  private SortedMap<String, Embedder<String>> embedders() {
    SortedMap<String, Embedder<String>> embedders = new TreeMap<>(Map.of(WORDS, counts));
    if (sentences != null) {
      embedders.put(TEXT, sentences);
    }
    return embedders;
  }

  /**
   * Writes the words and their weights, as a {@link TableFolder} of one number a word, and the name
   * of the sentence encoder.
   */
  public void write(Path folder) {
    List<String> terms = words.bag().terms();
    float[] weights = new float[terms.size()];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = words.weight(c);
    }
    SortedMap<String, String> configuration = new TreeMap<>();
    configuration.put(WIDTH, Integer.toString(width));
    if (sentencesName != null) {
      configuration.put(SENTENCES, sentencesName);
    }
    Provenance provenance = new Provenance(counts.space(), KIND, configuration, 0);
    TableFolder.write(
        EmbeddingTable.of(terms, Matrix.of(weights.length, 1, weights), provenance), folder);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param named the sentence encoder of a name; asked only where there is one
   */
  public static TextContent read(Path folder, Function<String, Encoder<String>> named) {
    EmbeddingTable table = TableFolder.read(folder);
    SortedMap<String, String> configuration = table.provenance().configuration();
    if (!KIND.equals(table.provenance().maker()) || table.dimension() != 1) {
      throw new TriviumException(
          folder + " holds no words of a catalogue; give the folder that a model's texts are in");
    }
    BagOfWords bag = BagOfWords.fit(table.ids(), TermSettings.DEFAULT);
    if (!bag.terms().equals(table.ids())) {
      throw new TriviumException(
          folder + " holds terms that are no words; the folder is damaged, make it again");
    }
    String sentences = configuration.get(SENTENCES);
    return new TextContent(
        TfIdf.of(bag, Weighting.DEFAULT, table.matrix().array()),
        Integer.parseInt(configuration.getOrDefault(WIDTH, Integer.toString(MOST_WIDE))),
        sentences == null ? null : named.apply(sentences));
  }

  /** Closes the sentence encoder. */
  @Override
  public void close() {
    if (sentences != null) {
      sentences.close();
    }
  }
}
