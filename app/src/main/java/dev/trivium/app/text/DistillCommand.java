package dev.trivium.app.text;

import dev.trivium.app.console.OutFile;
import dev.trivium.app.console.Stages;
import dev.trivium.text.StaticEncoder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code text distill}. */
@Command(
    name = "distill",
    description =
        "Makes a table of token vectors out of a sentence transformer: many times as fast,"
            + " and not as good.",
    sortOptions = false)
final class DistillCommand implements Callable<Integer> {
  private final Stages stages;

  @Mixin private TransformerOption encoder = new TransformerOption();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description =
          "Where the table is written, as Model2Vec has it: config.json, model.safetensors and"
              + " tokenizer.json. It is an --encoder of text embed.")
  private String out = "";

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Numbers in a vector, at most the transformer's (${DEFAULT-VALUE}).")
  private int dimensions = 256;

  DistillCommand(Stages stages) {
    this.stages = stages;
  }

  @Override
  public Integer call() {
    Path folder = OutFile.folder(out);
    try (StaticEncoder table =
        stages.stage(
            "distill " + encoder.named().name(),
            progress -> encoder.named().distill(dimensions, progress))) {
      return stages.stage(
          "write " + folder.getFileName(),
          progress -> {
            table.write(folder);
            return 0;
          });
    }
  }
}
