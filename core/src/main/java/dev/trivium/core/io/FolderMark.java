package dev.trivium.core.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What tells a folder's own files from those that somebody has put beside them: the file {@code
 * .trivium} holds the names that were written, one a line. A folder is replaced only where all in
 * it is its own.
 */
public final class FolderMark {
  private static final String NAME = ".trivium";

  private FolderMark() {}

  /** Marks all that is in a folder as its own. */
  static void write(Path folder) throws IOException {
    Files.write(folder.resolve(NAME), names(folder));
  }

  /** A name in a folder that is not its own, the first of them; none where there is no folder. */
  public static Optional<String> stranger(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Path mark = folder.resolve(NAME);
    Set<String> own =
        new HashSet<>(Files.isRegularFile(mark) ? Files.readAllLines(mark) : List.of());
    return names(folder).stream().filter(name -> !own.contains(name)).findFirst();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals(NAME))
          .sorted()
          .toList();
    }
  }
}
