package dev.trivium.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.trivium.core.Progress;
import dev.trivium.core.math.Matrix;
import dev.trivium.text.documents.Doc2Vec;
import dev.trivium.text.documents.Doc2VecSettings;
import dev.trivium.text.documents.TermSettings;
import dev.trivium.text.documents.TfIdf;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU seconds of TF-IDF and of PV-DBOW, of all threads, as one line of JSON. Files hold texts, one
 * a line.
 *
 * <pre>
 * Documents tfidf FILE NGRAMS ROUNDS        texts in a CPU second, in each round
 * Documents doc2vec TRAIN TEST OUT SEED     training; writes the rows of TRAIN, then of TEST
 * </pre>
 */
public final class Documents {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Documents() {}

  public static void main(String[] args) throws IOException {
    List<String> texts = Files.readAllLines(Path.of(args[1]));
    if (args[0].equals("tfidf")) {
      tfIdf(texts, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    } else {
      doc2Vec(
          texts, Files.readAllLines(Path.of(args[2])), Path.of(args[3]), Long.parseLong(args[4]));
    }
  }

  private static void tfIdf(List<String> texts, int ngrams, int rounds) {
    TermSettings terms = TermSettings.DEFAULT.withLengths(1, ngrams).withMinDocuments(2);
    TfIdf tfIdf = TfIdf.fit(texts, terms);
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      double begin = seconds();
      tfIdf.transform(texts);
      rates.add(texts.size() / (seconds() - begin));
    }
    System.out.println("{\"rates\": " + rates + "}");
  }

  private static void doc2Vec(List<String> train, List<String> test, Path out, long seed)
      throws IOException {
    Doc2VecSettings settings =
        Doc2VecSettings.DEFAULT.withTraining(Doc2VecSettings.DEFAULT.training().withSeed(seed));
    double begin = seconds();
    Doc2Vec model = Doc2Vec.fit(train, settings, Progress.NONE);
    System.out.println("{\"training\": " + (seconds() - begin) + "}");
    try (BufferedWriter to = Files.newBufferedWriter(out)) {
      write(model.documents(), to);
      write(model.embed(test), to);
    }
  }

  private static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  private static void write(Matrix rows, BufferedWriter to) throws IOException {
    for (int r = 0; r < rows.rows(); r++) {
      for (int c = 0; c < rows.columns(); c++) {
        to.write((c == 0 ? "" : " ") + rows.get(r, c));
      }
      to.write("\n");
    }
  }
}
