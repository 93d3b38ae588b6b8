package dev.trivium.app.text;

import dev.trivium.app.console.Stages;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.embedding.Embedder;
import dev.trivium.text.tasks.PassageSearch;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text search}. */
@Command(
    name = "search",
    description =
        "Finds the passages that answer questions: for each the cosine, the passage's line and the"
            + " passage, tabs between.",
    sortOptions = false)
final class SearchCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Option(
      names = "--passages",
      paramLabel = "LINES",
      required = true,
      description = "What is searched, one passage a line.")
  private String passages = "";

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description =
          "What is asked; may be given several times, and answers are then led by the question's"
              + " number.")
  private List<String> questions = new ArrayList<>();

  @Option(
      names = "--in",
      paramLabel = "LINES|-",
      description = "Questions, one a line; answers are then led by the question's line.")
  private @Nullable String in;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Passages for each question (${DEFAULT-VALUE}).")
  private int top = 5;

  @Mixin private EncoderOption encoder = new EncoderOption();

  SearchCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    if (questions.isEmpty() == (in == null)) {
      throw new UsageException("give either --question, or --in for a file of questions");
    }
    if (top < 1) {
      throw new UsageException("--top is " + top + "; choose 1 or more, say 5");
    }
    List<String> texts = TextFile.lines("--passages", passages);
    List<String> asked = in == null ? questions : TextFile.lines("--in", in);
    try (Embedder<String> embedder = encoder.open(texts, stages)) {
      PassageSearch search =
          stages.stage("embed passages", progress -> PassageSearch.of(texts, embedder));
      for (int q = 0; q < asked.size(); q++) {
        String lead = in == null && asked.size() == 1 ? "" : (q + 1) + "\t";
        answer(search.search(asked.get(q), top), lead, texts, asked.get(q));
      }
    }
    print.flush();
    return 0;
  }

  private void answer(
      List<PassageSearch.Hit> hits, String lead, List<String> texts, String question) {
    for (PassageSearch.Hit hit : hits) {
      String score = String.format(Locale.ROOT, "%.4f", hit.score());
      print.println(lead + score + "\t" + (hit.passage() + 1) + "\t" + texts.get(hit.passage()));
    }
    if (hits.isEmpty()) {
      stages.say("note: nothing is known of '" + question + "', so that it finds nothing");
    }
  }
}
