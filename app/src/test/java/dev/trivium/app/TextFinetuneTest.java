package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verbs {@code trivium text finetune} and {@code text distill}. */
class TextFinetuneTest {
  @TempDir Path dir;

  @BeforeEach
  void examples() throws IOException {
    Files.write(dir.resolve("labels"), List.of("text\tlabel", "good\t1", "bad\t0"));
    Files.write(dir.resolve("one"), List.of("good\t1", "fine\t1"));
    Files.write(dir.resolve("pairs"), List.of("a\tb", "c\td", "no tab here"));
  }

  private Cli text(String line) {
    List<String> args = new ArrayList<>(List.of("text"));
    Arrays.stream(line.split(" ")).map(w -> w.replace("@", dir.toString())).forEach(args::add);
    return Cli.run("npm", args.toArray(String[]::new));
  }

  @Test
  void aModelIsTrainedFurtherAndReadAgain() throws IOException {
    Cli cli = text("finetune --labels @/labels --dev @/labels --out @/m --epochs 1 --batch 2");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().lines()).hasSize(2).first().isEqualTo("epoch\tloss\taccuracy");
    assertThat(cli.out().lines().skip(1)).first().asString().startsWith("1\t0.6931\t");
    assertThat(cli.told())
        .contains("open all-MiniLM-L6-v2", "train on 2 examples", "epoch 1: loss");
    assertThat(text("embed --encoder @/m --in @/labels --out @/v").exit()).isZero();
    assertThat(Files.readAllLines(dir.resolve("v"))).hasSize(3);
    Cli ended = text("finetune --labels @/labels --out @/m --epochs 2 --batch 2 --resume");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("--resume finds no checkpoint in", "leave it out to train");
    Cli fresh = text("finetune --labels @/labels --out @/n --epochs 1 --batch 2 --resume");
    assertThat(fresh.exit()).isZero();
    assertThat(fresh.told())
        .contains("note: --resume finds no checkpoint in", "epoch 1: loss 0.69");
    assertThat(fresh.told() + fresh.out()).doesNotContain("NaN", "score", "accuracy");
  }

  @Test
  void aRecurrentEncoderIsTrainedOverWordVectorsAndReadAgain() throws IOException {
    Files.write(dir.resolve("ask"), List.of("good", "bad"));
    Files.write(dir.resolve("w.txt"), List.of("2 3", "good 1 0 0.5", "bad 0 1 0.5"));
    String train = "finetune --labels @/labels --dev @/labels --epochs 2 --batch 2 --out @/";
    Cli cli = text(train + "m --encoder @/w.txt --hidden 3 --last-state --train-words --seed 2");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().lines()).hasSize(3).first().isEqualTo("epoch\tloss\taccuracy");
    assertThat(cli.told()).contains("open w.txt", "train on 2 examples", "epoch 2: loss");
    assertThat(dir.resolve("m/manifest.json")).content().contains("\"lastState\" : true");
    assertThat(text("embed --encoder @/m --in @/labels --out @/v").exit()).isZero();
    List<String> vectors = Files.readAllLines(dir.resolve("v"));
    assertThat(vectors).hasSize(3);
    assertThat(vectors.get(0).split(" ")).hasSize(6).containsOnly("0.0");
    assertThat(vectors.get(1)).isNotEqualTo(vectors.get(2));
    Cli told = text("classify --model @/m --in @/ask");
    assertThat(told.err()).isEmpty();
    assertThat(told.out().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("[01]\\t0\\.[5-9]\\d+"));
    String accuracy = cli.out().lines().reduce((a, b) -> b).orElseThrow().split("\t", -1)[2];
    assertThat(text("classify --model @/m --test @/labels --json").out())
        .contains("\"value\" : " + Double.parseDouble(accuracy));
    assertThat(text(train + "n --encoder @/m").exit()).isZero();
    assertThat(text("distill --encoder @/m --out @/d").exit()).isEqualTo(1);
    Cli shaped = text("embed --encoder @/m --in @/ask --out @/o --normalize false");
    assertThat(shaped.exit()).isEqualTo(2);
    assertThat(shaped.err()).contains("has no prompt, length or cut; leave these options");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finetune --out @/m|2|give --pairs or --labels, one of them",
        "finetune --out @/m --labels @/labels --pairs @/pairs|2|give --pairs or --labels, one",
        "finetune --out @/m --labels @/none|1|cannot read",
        "finetune --out @/m --pairs @/pairs|1|pairs:3: expected two texts with a tab between them",
        "finetune --out @/m --labels @/one|1|all 2 texts have the label [1]",
        "finetune --out @/m --labels @/labels --rate 0|2|--rate is 0.0; choose a number between",
        "finetune --out @/m --labels @/labels --batch 1|2|--batch is 1; choose 2 or more",
        "finetune --out @/m --labels @/labels --encoder nothing|2|--encoder is 'nothing'",
        "finetune --out @/m --labels @/labels --encoder @/pairs|1|pairs is no file of vectors",
        "finetune --out @/m --labels @/labels --hidden 0|2|--hidden is 0; choose 1 or more",
        "finetune --out @/m --labels @/labels --dropout 1|2|--dropout is 1.0; choose a share",
        "finetune --out @/m --labels @/labels --hidden 8|2|--hidden is for an --encoder that is word vectors; leave it out",
        "finetune --out @/m --labels @/labels --one-way|2|--one-way is for an --encoder that is",
        "finetune --out @/m --labels @/labels --symmetric|2|--symmetric is for --pairs; leave it out",
        "finetune --out @/m --labels @/labels --patience 2|2|--patience is for --dev, whose score it waits for; leave it out",
        "finetune --out @ --labels @/labels|2|a folder with other things in it",
        "distill --out @/m --dimensions 385|2|--dimensions is 385 and all-MiniLM-L6-v2 has 384",
        "distill --out @/labels|2|which is a file; give a folder"
      })
  void aWrongCallIsOneSentenceAndNothingIsWritten(String line, int exit, String sentence)
      throws IOException {
    Cli cli = text(line);
    assertThat(cli.err().lines()).hasSize(1).first().asString().contains(sentence);
    assertThat(cli.exit()).isEqualTo(exit);
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .containsExactlyInAnyOrder("labels", "one", "pairs");
    }
  }
}
