package dev.trivium.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path dir;

  @Test
  void aFailureLeavesTheFormerFileAndNothingElse() throws IOException {
    Path file = dir.resolve("f");
    AtomicFiles.write(file, out -> out.write(1));
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(2);
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cannot write " + file)
        .hasMessageContaining("the disk is full");
    assertThat(Files.readAllBytes(file)).containsExactly(1);
    assertThat(dir.toFile().list()).containsExactly("f");
  }

  @Test
  void anInterruptLeavesTheFormerFileAndNothingElse() {
    Path file = dir.resolve("f");
    AtomicFiles.write(file, out -> out.write(1));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> AtomicFiles.write(file, out -> out.write(new byte[1 << 17])))
        .isInstanceOf(CancellationException.class)
        .hasMessage("writing was interrupted; nothing was kept");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(dir.toFile().list()).containsExactly("f");
  }

  @Test
  void aChannelClosedByAnInterruptIsACancellation() {
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    dir.resolve("f"),
                    out -> {
                      throw new ClosedByInterruptException();
                    }))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    dir.resolve("d"),
                    f -> {
                      throw new ClosedByInterruptException();
                    }))
        .isInstanceOf(CancellationException.class)
        .hasMessage("writing was interrupted; nothing was kept");
    assertThat(dir.toFile().list()).isEmpty();
  }

  @Test
  void aFailureLeavesTheFormerFolderAndNothingElse() throws IOException {
    Path folder = dir.resolve("d");
    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("a"), "old"));
    assertThatThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    folder,
                    f -> {
                      Files.writeString(f.resolve("a"), "new");
                      throw new IllegalStateException("interrupted");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(dir.toFile().list()).containsExactly("d");
  }

  @Test
  void aFolderWithSomethingElseInItStays() throws IOException {
    Path folder = dir.resolve("d");
    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("a"), "1"));
    AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("b"), "2"));
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(FolderMark.stranger(folder)).isEmpty();
    Path notes = Files.createDirectory(folder.resolve("notes"));
    Files.writeString(notes.resolve("n"), "mine");
    assertThat(FolderMark.stranger(folder)).contains("notes");
    assertThatThrownBy(
            () -> AtomicFiles.writeFolder(folder, f -> Files.writeString(f.resolve("c"), "3")))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            folder
                + " holds other things, such as 'notes', which would be lost; choose an empty or a"
                + " new folder");
    assertThat(notes.resolve("n")).hasContent("mine");
    assertThat(folder.resolve("b")).hasContent("2");
    assertThat(dir.toFile().list()).containsExactly("d");
  }

  @Test
  void whatIsAbandonedIsGoneWhoeverStillWritesIt() throws IOException {
    Path file = Files.writeString(dir.resolve("f"), "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(1);
                      AtomicFiles.abandon();
                      assertThat(dir.toFile().list()).containsExactly("f");
                    }))
        .isInstanceOf(TriviumException.class);
    assertThat(file).hasContent("old");
    AtomicFiles.abandon(); // nothing is under way
    assertThat(dir.toFile().list()).containsExactly("f");
  }

  @Test
  void missingFoldersAreMade() {
    AtomicFiles.write(dir.resolve("a/b/c"), out -> out.write(1));
    assertThat(dir.resolve("a/b/c")).exists();
  }

  @Test
  void reasonsAreWordsNotNamesOfClasses() throws IOException {
    Path file = dir.resolve("f");
    AtomicFiles.write(file, out -> out.write(1));
    assertThatThrownBy(() -> AtomicFiles.write(file.resolve("g"), out -> out.write(1)))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("cannot write " + file.resolve("g"))
        .hasMessageNotContaining("Exception");
    assertThatThrownBy(() -> AtomicFiles.writeFolder(file.resolve("g"), f -> {}))
        .isInstanceOf(TriviumException.class)
        .hasMessageNotContaining("Exception");
  }

  @Test
  void filesAreAddedToAFolderAllOrNone() throws IOException {
    Path folder = dir.resolve("d");
    AtomicFiles.addTo(folder, f -> Files.writeString(f.resolve("a"), "old"));
    Files.writeString(folder.resolve("mine"), "mine");
    assertThatThrownBy(
            () ->
                AtomicFiles.addTo(
                    folder,
                    f -> {
                      Files.writeString(f.resolve("a"), "new");
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(TriviumException.class);
    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(dir.toFile().list()).containsExactly("d");
    int answer =
        AtomicFiles.addTo(
            folder,
            f -> {
              Files.writeString(f.resolve("a"), "new");
              Files.writeString(f.resolve("b"), "new");
              return 7;
            });
    assertThat(answer).isEqualTo(7);
    assertThat(folder.resolve("a")).hasContent("new");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a", "b", "mine");
    assertThat(dir.toFile().list()).containsExactly("d");
  }
}
