package dev.trivium.app.recommend;

import dev.trivium.core.data.Split;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.recommender.Evaluation;
import dev.trivium.recommender.RecommenderExperiment.Answers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Recommendations in files, for other programs: lines of a user and an item, a tab between, the
 * items of a user best first.
 *
 * @param path of the file; of several, each has its model and seed before the extension
 * @param several whether there is more than one
 */
record RecommendationFiles(Path path, boolean several) {
  void write(String model, Answers answers) {
    AtomicFiles.write(file(model, answers.seed()), out -> write(answers, out));
  }

  private Path file(String model, long seed) {
    if (!several) {
      return path;
    }
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    return path.resolveSibling(stem + "." + model + "-" + seed + extension);
  }

  private static void write(Answers answers, OutputStream out) throws IOException {
    Split split = answers.split();
    int[] users = Evaluation.users(split);
    for (int r = 0; r < users.length; r++) {
      String user = split.train().users().get(users[r]);
      for (int item : answers.rankings().each().get(r).ranked()) {
        String line = user + "\t" + split.train().items().get(item) + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
