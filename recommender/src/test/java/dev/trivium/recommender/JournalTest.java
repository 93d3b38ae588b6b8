package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of a small journal, cut off and flipped. */
class JournalTest {
  private static final int MAGIC = 12;
  private static final List<Update> UPDATES =
      List.of(
          new Update.Remove("i1"),
          new Update.Observe(List.of(new Interaction("u", "i2", 2, 7))),
          new Update.Forget("u", "i2"));

  private final int[] ends = new int[UPDATES.size() + 1];
  private Path file = Path.of("");
  private byte[] whole = {};

  @BeforeEach
  void write(@TempDir Path dir) throws IOException {
    file = dir.resolve("updates.journal");
    for (int n = 0; n <= UPDATES.size(); n++) {
      Journal.write(file, UPDATES.subList(0, n));
      ends[n] = (int) Files.size(file);
    }
    whole = Files.readAllBytes(file);
  }

  @Test
  void aCutLosesNothingBeforeIt() throws IOException {
    assertThat(ends[0]).isEqualTo(MAGIC);
    for (int n = 0; n <= whole.length; n++) {
      Files.write(file, Arrays.copyOf(whole, n));
      if (n < MAGIC) {
        assertThatThrownBy(() -> Journal.read(file))
            .isInstanceOf(TriviumException.class)
            .hasMessageEndingWith(
                "is no journal of this version; was it written by a later one, or cut short?");
        continue;
      }
      int length = n;
      int kept = (int) Arrays.stream(ends).filter(end -> end <= length).count() - 1;
      Journal.Contents contents = Journal.read(file);
      assertThat(contents)
          .as("cut to " + n)
          .isEqualTo(new Journal.Contents(UPDATES.subList(0, kept), ends[kept], n - ends[kept]));
      try (Journal journal = Journal.open(file, contents)) {
        journal.append(Journal.record(UPDATES.get(2)));
        journal.force();
      }
      List<Update> wanted = new ArrayList<>(UPDATES.subList(0, kept));
      wanted.add(UPDATES.get(2));
      assertThat(Journal.read(file).updates()).isEqualTo(wanted);
    }
  }

  /** Its last record may be torn; damage before it, were it in a length, hides nothing. */
  @Test
  void aFlippedBitIsTold() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
        int place = at;
        int record = (int) Arrays.stream(ends).filter(end -> end <= place).count() - 1;
        if (record == UPDATES.size() - 1) {
          assertThat(Journal.read(file))
              .isEqualTo(
                  new Journal.Contents(
                      UPDATES.subList(0, record), ends[record], whole.length - ends[record]));
        } else {
          assertThatThrownBy(() -> Journal.read(file))
              .as("bit %d of byte %d", bit, at)
              .isInstanceOf(TriviumException.class)
              .hasMessageContaining(
                  record < 0
                      ? "is no journal of this version"
                      : "is damaged at byte %d, and whole updates follow".formatted(ends[record]));
        }
      }
    }
  }
}
