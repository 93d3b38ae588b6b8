package dev.trivium.text.documents;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.sequence.ParagraphModel;
import dev.trivium.core.sequence.ParagraphVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors of documents by what their words are (Le and Mikolov, <i>Distributed representations of
 * sentences and documents</i>, ICML 2014): those that were trained on, and as an embedder those of
 * new texts, inferred with the words held still. A text without a known word has a row of zeros.
 * Safe for several threads.
 */
public final class Doc2Vec implements Embedder<String> {
  private final Doc2VecSettings settings;
  private final WordTable words;
  private final ParagraphModel model;
  private final List<int[]> documents;
  private final String space;

  private Doc2Vec(
      Doc2VecSettings settings,
      WordTable words,
      ParagraphModel model,
      List<int[]> documents,
      String space) {
    this.settings = settings;
    this.words = words;
    this.model = model;
    this.documents = documents;
    this.space = space;
  }

  /** Learns from texts, which are held in memory as the numbers of their words. */
  public static Doc2Vec fit(List<String> texts, Doc2VecSettings settings, Progress progress) {
    WordTable words = frequent(texts, settings);
    List<int[]> documents = new ArrayList<>(texts.size());
    Fingerprint print = new Fingerprint();
    Tokens tokens = new Tokens();
    for (String text : texts) {
      int[] ids = ids(text, words, settings, tokens);
      documents.add(ids);
      print.add(ids);
    }
    ParagraphModel model =
        new ParagraphVectors(settings.training()).train(words.size(), documents, progress);
    Provenance provenance =
        Provenance.trained(
            "doc2vec", settings.training().asMap(), settings.training().seed(), print.hex());
    return new Doc2Vec(settings, words, model, documents, provenance.space());
  }

  private static WordTable frequent(List<String> texts, Doc2VecSettings settings) {
    WordTable all = new WordTable();
    int[] counts = new int[1024];
    Tokens tokens = new Tokens();
    for (String text : texts) {
      settings.tokenizer().scan(tokens, text);
      for (int i = 0; i < tokens.count(); i++) {
        int id = all.add(tokens.chars(), tokens.start(i), tokens.end(i));
        if (id == counts.length) {
          counts = Arrays.copyOf(counts, 2 * id);
        }
        counts[id]++;
      }
    }
    WordTable words = new WordTable();
    for (int id = 0; id < all.size(); id++) {
      if (counts[id] >= settings.minCount()) {
        char[] word = all.word(id).toCharArray();
        words.add(word, 0, word.length);
      }
    }
    if (words.size() == 0) {
      throw new TriviumException(
          "no word comes %d times or more in the %d texts; give more texts, or lower minCount"
              .formatted(settings.minCount(), texts.size()));
    }
    return words;
  }

  private static int[] ids(String text, WordTable words, Doc2VecSettings settings, Tokens tokens) {
    settings.tokenizer().scan(tokens, text);
    int[] ids = new int[tokens.count()];
    int known = 0;
    for (int i = 0; i < ids.length; i++) {
      int id = words.find(tokens.chars(), tokens.start(i), tokens.end(i));
      if (id >= 0) {
        ids[known++] = id;
      }
    }
    return Arrays.copyOf(ids, known);
  }

  public Doc2VecSettings settings() {
    return settings;
  }

  /** How many words are known. */
  public int words() {
    return words.size();
  }

  /** The vectors of the texts that were trained on {@code [texts × d]}; zeros without words. */
  public Matrix documents() {
    Matrix vectors = model.documents();
    for (int d = 0; d < documents.size(); d++) {
      if (documents.get(d).length == 0) {
        Arrays.fill(vectors.array(), vectors.offset(d), vectors.offset(d) + vectors.columns(), 0);
      }
    }
    return vectors;
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return settings.training().dimension();
  }

  /** Infers one row for each text, as many passes as there were epochs. */
  @Override
  public Matrix embed(List<? extends String> texts) {
    List<int[]> asked = new ArrayList<>(texts.size());
    Tokens tokens = new Tokens();
    texts.forEach(text -> asked.add(ids(text, words, settings, tokens)));
    return model.infer(asked, settings.training().seed());
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}
