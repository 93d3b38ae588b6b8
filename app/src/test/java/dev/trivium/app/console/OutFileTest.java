package dev.trivium.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFileTest {
  @TempDir Path dir;

  private static void writeTo(OutputStream stream, Path path) {
    PrintStream former = System.out;
    System.setOut(new PrintStream(stream, true, StandardCharsets.UTF_8));
    try {
      OutFile.write(path, out -> out.write("a text\n".getBytes(StandardCharsets.UTF_8)));
    } finally {
      System.setOut(former);
    }
  }

  @Test
  void aDashIsStandardOutputForTextAlone() throws IOException {
    Path stream = OutFile.text("-");
    assertThat(OutFile.name(stream)).isEqualTo("standard output");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    writeTo(said, stream);
    assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("a text\n");
    assertThat(Path.of("-")).doesNotExist();
    assertThat(OutFile.isFolder("-")).isFalse();
    assertThatThrownBy(() -> OutFile.file("-"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--out is '-', and standard output does not take");
    assertThatThrownBy(() -> OutFile.folder("-"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--out is '-', standard output, and a folder is written here");
  }

  @Test
  void aFileThatIsCalledSoIsAFile() throws IOException {
    Path file = OutFile.text(dir.resolve("-").toString());
    writeTo(OutputStream.nullOutputStream(), file);
    assertThat(Files.readString(dir.resolve("-"))).isEqualTo("a text\n");
  }

  @Test
  void aReaderThatHasEndedIsSaid() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    assertThatThrownBy(() -> writeTo(broken, OutFile.text("-")))
        .isInstanceOf(TriviumException.class)
        .hasMessage("cannot write standard output: who reads it has ended");
  }
}
