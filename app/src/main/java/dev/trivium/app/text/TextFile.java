package dev.trivium.app.text;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts out of a file in UTF-8, or out of standard input for {@code -}. */
final class TextFile {
  private TextFile() {}

  /** The lines of a file, of which there must be one that is not blank. */
  static List<String> lines(String option, String file) {
    List<String> lines = text(option, file).lines().toList();
    if (lines.stream().allMatch(String::isBlank)) {
      throw new TriviumException(
          "%s has no text in it; %s wants one text a line".formatted(name(file), option));
    }
    return lines;
  }

  /** All of a file. */
  static String text(String option, String file) {
    if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
      throw new TriviumException(
          "%s is '%s', which is a folder; give a file".formatted(option, file));
    }
    try {
      byte[] bytes =
          file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          name(file) + " is not UTF-8 text; convert it first, say with iconv -f latin1 -t utf8", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + name(file) + ": " + Reason.of(e), e);
    }
  }

  static String name(String file) {
    return file.equals("-") ? "standard input" : file;
  }
}
