package dev.trivium.app.console;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.FolderMark;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer will lie: looked at before the work, which may be long. For {@code -} it is
 * standard output, where a text is written and standard output is free for it.
 */
public final class OutFile {
  private static final String STREAM = "-";

  private OutFile() {}

  /** The path of a file of text that can be written, or {@code -}; for {@link #write}. */
  public static Path text(String out) {
    return out.equals(STREAM) ? Path.of(STREAM) : file(out);
  }

  /** What a stage calls it. */
  public static String name(Path path) {
    return isStream(path) ? "standard output" : String.valueOf(path.getFileName());
  }

  private static boolean isStream(Path path) {
    return path.toString().equals(STREAM);
  }

  /** Writes a file whole or not at all, or to standard output as it comes. */
  public static void write(Path path, AtomicFiles.Content content) {
    if (isStream(path)) {
      StandardOutput.write(content);
    } else {
      AtomicFiles.write(path, content);
    }
  }

  /** The path of a file that can be written. */
  public static Path file(String out) {
    return file("--out", out);
  }

  /** The same, of another option. */
  public static Path file(String option, String out) {
    Path path = Path.of(out);
    if (isStream(path)) {
      throw new UsageException(
          option + " is '-', and standard output does not take what is written here; give a file");
    }
    if (out.isEmpty() || Files.isDirectory(path)) {
      throw new UsageException("%s is '%s', which is a folder; give a file".formatted(option, out));
    }
    requireParent(option, path);
    return path;
  }

  /** Whether a path names a folder: it ends in a slash, or its name has no extension. */
  public static boolean isFolder(String out) {
    Path name = Path.of(out).getFileName();
    return !out.equals(STREAM)
        && (out.endsWith("/") || name == null || String.valueOf(name).lastIndexOf('.') <= 0);
  }

  /**
   * The path of a folder that can be written as a whole: a new one, or one that holds nothing but
   * what Trivium wrote there.
   */
  public static Path folder(String out) {
    return folder("--out", out);
  }

  /** The same, of another option. */
  public static Path folder(String option, String out) {
    return folder(option, out, null);
  }

  /**
   * The path of a folder that files can be added to.
   *
   * @param mark a file that tells a folder for them from others
   */
  public static Path shared(String out, String mark) {
    return folder("--out", out, mark);
  }

  private static Path folder(String option, String out, @Nullable String mark) {
    Path path = Path.of(out);
    if (isStream(path)) {
      throw new UsageException(
          "--out is '-', standard output, and a folder is written here; give a folder");
    }
    if (out.isEmpty()) {
      throw new UsageException(option + " is '', which names nothing; give a folder or a file");
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UsageException(
          "%s is '%s', which is a file; give a folder, or a name with an extension"
              .formatted(option, out));
    }
    Optional<String> stranger =
        mark != null && Files.exists(path.resolve(mark)) ? Optional.empty() : stranger(path);
    if (stranger.isPresent()) {
      throw new UsageException(
          "%s is '%s', a folder with other things in it, such as '%s'; give an empty or a new one"
              .formatted(option, out, stranger.get()));
    }
    requireParent(option, path);
    return path;
  }

  private static Optional<String> stranger(Path folder) {
    try {
      return FolderMark.stranger(folder);
    } catch (IOException e) {
      throw new TriviumException("cannot look into " + folder + ": " + Reason.of(e), e);
    }
  }

  private static void requireParent(String option, Path path) {
    Path parent = Optional.ofNullable(path.toAbsolutePath().normalize().getParent()).orElse(path);
    if (!Files.isDirectory(parent)) {
      throw new TriviumException(
          "there is no folder %s to write %s into; make it, or give another with %s"
              .formatted(parent, path.getFileName(), option));
    }
    if (!Files.isWritable(parent)) {
      throw new TriviumException(
          "nothing can be written into %s; give another folder with %s".formatted(parent, option));
    }
  }
}
