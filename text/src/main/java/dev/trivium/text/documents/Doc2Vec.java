package dev.trivium.text.documents;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.Provenance;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.math.Matrix;
import dev.trivium.core.sequence.ParagraphModel;
import dev.trivium.core.sequence.ParagraphVectors;
import dev.trivium.core.tensor.Safetensors;
import dev.trivium.core.tensor.Tensor;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Vectors of documents by what their words are (Le and Mikolov, <i>Distributed representations of
 * sentences and documents</i>, ICML 2014): those that were trained on, and as an embedder those of
 * new texts, inferred with the words held still. A text without a known word has a row of zeros.
 * Safe for several threads.
 */
public final class Doc2Vec implements Embedder<String> {
  private static final String KIND = "doc2vec";
  private static final String WORDS = "words";
  private static final String NUMBERS = "model.safetensors";
  private static final int HALF = 24;

  private final Doc2VecSettings settings;
  private final WordTable words;
  private final ParagraphModel model;
  private final String space;

  private Doc2Vec(Doc2VecSettings settings, WordTable words, ParagraphModel model, String space) {
    this.settings = settings;
    this.words = words;
    this.model = model;
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
            KIND, settings.training().asMap(), settings.training().seed(), print.hex());
    return new Doc2Vec(settings, words, model, provenance.space());
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
    return model.documents();
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public int dimension() {
    return settings.training().dimension();
  }

  /**
   * Writes the model, in place of an older one, as a folder: {@code manifest.json} (the settings),
   * {@code words} (what the words are told from others by, as {@link TableFolder} writes a table),
   * {@code model.safetensors} (the other numbers). The same model gives the same bytes.
   */
  public void write(Path folder) {
    AtomicFiles.writeFolder(folder, this::writeInto);
  }

  /** Writes the files into a folder that is there, for artefacts made of several. */
  public void writeInto(Path folder) throws IOException {
    Map<String, Object> manifest = SavedSettings.manifest(KIND);
    manifest.put("space", space);
    SavedSettings.put(settings, manifest);
    JsonFile.write(folder.resolve(TableFolder.MANIFEST), manifest);
    List<String> names = IntStream.range(0, words.size()).mapToObj(words::word).toList();
    Provenance provenance = Provenance.of(space + " contexts", KIND);
    TableFolder.writeInto(
        EmbeddingTable.of(names, model.contexts(), provenance), folder.resolve(WORDS));
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    numbers.put("documents", tensor(model.documents()));
    numbers.put("words", tensor(model.words()));
    numbers.put("counts", counts());
    try (OutputStream out = AtomicFiles.open(folder.resolve(NUMBERS))) {
      Safetensors.write(out, numbers, Map.of());
    }
  }

  private static Tensor tensor(Matrix matrix) {
    return new Tensor(new int[] {matrix.rows(), matrix.columns()}, matrix.array());
  }

  /** Each count as two floats, which hold whole numbers up to 2²⁴ exactly. */
  private Tensor counts() {
    long[] counts = model.counts();
    float[] halves = new float[2 * counts.length];
    for (int w = 0; w < counts.length; w++) {
      halves[2 * w] = counts[w] >>> HALF;
      halves[2 * w + 1] = counts[w] & ((1 << HALF) - 1);
    }
    return new Tensor(new int[] {counts.length, 2}, halves);
  }

  /** Whether a folder says that it holds such a model. */
  public static boolean isIn(Path folder) {
    return JsonFile.readIfThere(folder.resolve(TableFolder.MANIFEST)).isKind(KIND);
  }

  /** Reads a folder that {@link #write} wrote; it infers as the model did. */
  public static Doc2Vec read(Path folder) {
    JsonFile manifest = JsonFile.read(folder.resolve(TableFolder.MANIFEST)).requireKind(KIND);
    Doc2VecSettings settings = SavedSettings.doc2Vec(manifest);
    EmbeddingTable contexts = TableFolder.read(folder.resolve(WORDS));
    Weights numbers = Safetensors.read(folder.resolve(NUMBERS));
    WordTable words = new WordTable();
    contexts.ids().forEach(word -> words.add(word.toCharArray(), 0, word.length()));
    try {
      ParagraphModel model =
          ParagraphModel.of(
              settings.training(),
              counts(numbers.get("counts", words.size(), 2).data()),
              matrix(numbers.get("documents")),
              matrix(numbers.get("words")),
              contexts.matrix());
      return new Doc2Vec(settings, words, model, manifest.text("space", ""));
    } catch (IllegalArgumentException e) {
      throw new TriviumException(
          "the files of %s do not agree: %s; make the folder again"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static Matrix matrix(Tensor tensor) {
    int[] shape = tensor.shape();
    if (shape.length != 2) {
      throw new IllegalArgumentException("a matrix is wanted, and " + tensor + " is none");
    }
    return Matrix.of(shape[0], shape[1], tensor.data());
  }

  private static long[] counts(float[] halves) {
    long[] counts = new long[halves.length / 2];
    for (int w = 0; w < counts.length; w++) {
      counts[w] = ((long) halves[2 * w] << HALF) + (long) halves[2 * w + 1];
    }
    return counts;
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
