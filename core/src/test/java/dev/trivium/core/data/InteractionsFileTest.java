package dev.trivium.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionsFileTest {
  @TempDir private Path folder;

  private final Interactions all =
      InteractionsTest.random(20, 30, 200, 1)
          .among(
              List.copyOf(plus(InteractionsTest.random(20, 30, 200, 1).users(), "wer\\\n\"ß")),
              InteractionsTest.random(20, 30, 200, 1).items());

  private static List<String> plus(List<String> ids, String more) {
    List<String> all = new java.util.ArrayList<>(ids);
    all.add(more);
    return all;
  }

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("i.bin");
    InteractionsFile.write(all, file);
    assertThat(InteractionsFile.read(file).fingerprint()).isEqualTo(all.fingerprint());
    assertThat(InteractionsFile.read(file).users()).contains("wer\\\n\"ß");
  }

  @Test
  void whatIsCutOrDamagedIsNotRead() throws IOException {
    Path file = folder.resolve("i.bin");
    InteractionsFile.write(all, file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length += 37) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> InteractionsFile.read(file))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("i.bin is cut short");
    }
    byte[] other = bytes.clone();
    other[other.length - 20] ^= 1;
    Files.write(file, other);
    assertThatThrownBy(() -> InteractionsFile.read(file))
        .hasMessageContaining("does not agree with its checksum");
    other = bytes.clone();
    other[7] = 9;
    Files.write(file, other);
    assertThatThrownBy(() -> InteractionsFile.read(file))
        .hasMessageContaining("is of version 9, and this Trivium reads version 1");
    Files.writeString(file, "user,item\n1,2\n");
    assertThatThrownBy(() -> InteractionsFile.read(file)).hasMessageContaining("no interactions");
    assertThatThrownBy(() -> InteractionsFile.read(folder.resolve("none")))
        .hasMessageContaining("there is no file");
  }
}
