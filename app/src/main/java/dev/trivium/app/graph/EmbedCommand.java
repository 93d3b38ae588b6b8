package dev.trivium.app.graph;

import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.RunOptions;
import dev.trivium.app.console.Stages;
import dev.trivium.core.Progress;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.embedding.Word2VecText;
import dev.trivium.graph.Adjacency;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code graph embed}. */
@Command(
    name = "embed",
    description = "Turns each node into a vector, nodes with like surroundings into like vectors.",
    sortOptions = false)
final class EmbedCommand implements Callable<Integer> {
  private final Stages stages;
  private final PrintWriter print;

  @Mixin private GraphOptions graphs = new GraphOptions();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      required = true,
      description =
          "Where the vectors are written. A name with an extension, such as nodes.txt, is word2vec's"
              + " text format, and so is -, standard output; one without, or with a slash at its end, is a folder (manifest.json,"
              + " vectors.safetensors, ids.txt). What was there is replaced once the new is whole.")
  private String out = "";

  @Mixin private EmbeddingOptions embeddings = new EmbeddingOptions();
  @Mixin private NoiseOption noise = new NoiseOption();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();

  EmbedCommand(Stages stages, PrintWriter print) {
    this.stages = stages;
    this.print = print;
  }

  @Override
  public Integer call() {
    return run.within(this::embedded);
  }

  private int embedded() {
    int threads = run.threads();
    EmbeddingPlan plan = embeddings.plan(noise.negatives(), threads, stages);
    boolean folder = OutFile.isFolder(out);
    Path path = folder ? OutFile.folder(out) : OutFile.text(out);
    Adjacency graph = graphs.graph(graphs.read(stages, threads, false), stages);
    plan.say(graph, stages);
    if (!folder) {
      Word2VecText.requireIds(graph.ids(), path);
    }
    if (dryRun.wanted()) {
      new DryRun(print).tell(plan, graph);
      return 0;
    }
    EmbeddingTable table =
        plan.embedding(run.seed(), plan.toString(), stages).embed(graph, Progress.NONE);
    stages.stage(
        "write " + OutFile.name(path),
        progress -> {
          if (folder) {
            TableFolder.write(table, path);
          } else {
            OutFile.write(path, to -> Word2VecText.write(table, to, progress));
          }
          return path;
        });
    return 0;
  }
}
