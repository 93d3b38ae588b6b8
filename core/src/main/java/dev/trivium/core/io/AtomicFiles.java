package dev.trivium.core.io;

import dev.trivium.core.TriviumException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file or a folder whole or not at all: beside its place under a passing name, then moved
 * into it.
 */
public final class AtomicFiles {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicFiles.class);

  /** Passing names of what is being written. */
  private static final Set<Path> UNDER_WAY = ConcurrentHashMap.newKeySet();

  private AtomicFiles() {}

  /** Writes bytes to a stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Fills a folder. */
  @FunctionalInterface
  public interface Folder {
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Writes {@code file}, in place of an older one; after a failure, or an interrupt of the calling
   * thread, which ends in a {@link CancellationException}, the older one is still there.
   */
  public static void write(Path file, Content content) {
    Path beside = beside(file);
    UNDER_WAY.add(beside);
    try {
      Files.createDirectories(parent(file));
      try (OutputStream out = open(beside)) {
        content.writeTo(out);
      }
      move(beside, file);
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new TriviumException("cannot write " + file + ": " + Reason.of(e), e);
    } finally {
      over(beside);
    }
  }

  /**
   * Writes {@code file} as {@link #write} does, and brings it to the disk before it takes its
   * place, so that it is whole there even after a power cut. An interrupt of the thread does not
   * stop it.
   */
  public static void writeForced(Path file, Content content) {
    Path beside = beside(file);
    UNDER_WAY.add(beside);
    try {
      Files.createDirectories(parent(file));
      try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
        out.getFD().sync();
      }
      move(beside, file);
      force(parent(file), false);
    } catch (IOException e) {
      throw new TriviumException("cannot write " + file + ": " + Reason.of(e), e);
    } finally {
      over(beside);
    }
  }

  /** Brings a folder and all in it to the disk. */
  public static void force(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        force(path, !Files.isDirectory(path));
      }
    }
  }

  /** Folders cannot be opened everywhere; where they cannot, the system sees to their entries. */
  private static void force(Path path, boolean required) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (required) {
        throw e;
      }
      LOG.debug("cannot force {}", path, e);
    }
  }

  /**
   * Writes a whole folder, in place of an older one; after a failure the older one is still there.
   * One that holds anything else is an error (see {@link FolderMark}). A folder is replaced by two
   * moves: killed between them, the older one lies beside its place as {@code .name.….tmp}.
   */
  public static void writeFolder(Path folder, Folder content) {
    Path beside = beside(folder);
    Path old = beside(folder);
    UNDER_WAY.add(beside);
    try {
      requireOwn(folder);
      Files.createDirectories(beside);
      content.writeTo(beside);
      FolderMark.write(beside);
      if (Files.exists(folder)) {
        move(folder, old);
      }
      move(beside, folder);
      deleteQuietly(old);
    } catch (ClosedByInterruptException e) {
      restore(old, folder);
      throw interrupted(e);
    } catch (IOException e) {
      restore(old, folder);
      throw new TriviumException("cannot write " + folder + ": " + Reason.of(e), e);
    } finally {
      over(beside);
    }
  }

  private static void requireOwn(Path folder) throws IOException {
    Optional<String> stranger = FolderMark.stranger(folder);
    if (stranger.isPresent()) {
      throw new TriviumException(
          "%s holds other things, such as '%s', which would be lost; choose an empty or a new folder"
              .formatted(folder, stranger.get()));
    }
  }

  /** Fills a folder, and answers. */
  @FunctionalInterface
  public interface Filling<T> {
    T into(Path folder) throws IOException;
  }

  /**
   * Adds files to {@code folder}, made where it is not there, once all are whole; they take the
   * place of those of their names, and others stay. After a failure or an interrupt nothing of it
   * is left.
   */
  public static <T> T addTo(Path folder, Filling<T> content) {
    Path beside = beside(folder);
    UNDER_WAY.add(beside);
    try {
      Files.createDirectory(beside);
      T answer = content.into(beside);
      if (Files.exists(folder)) {
        moveAll(beside, folder);
      } else {
        move(beside, folder);
      }
      return answer;
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new TriviumException("cannot write " + folder + ": " + Reason.of(e), e);
    } finally {
      over(beside);
    }
  }

  private static void moveAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        move(file, to.resolve(file.getFileName()));
      }
    }
  }

  /**
   * A buffered stream into a file, for what is written below {@link #writeFolder}: an interrupt of
   * the writing thread ends it with a {@link CancellationException}.
   */
  public static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(new InterruptibleOutput(Files.newOutputStream(file)), 1 << 16);
  }

  /** A channel's word for what {@link InterruptibleOutput} says of a stream. */
  private static CancellationException interrupted(ClosedByInterruptException e) {
    CancellationException cancelled = new CancellationException(InterruptibleOutput.INTERRUPTED);
    cancelled.initCause(e);
    return cancelled;
  }

  private static void restore(Path old, Path folder) {
    if (Files.exists(old) && !Files.exists(folder)) {
      try {
        move(old, folder);
      } catch (IOException e) {
        throw new TriviumException(
            "the former " + folder + " now lies at " + old + "; move it back by hand", e);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new TriviumException(
          "cannot write " + file + ": it names no file; give a path below a folder");
    }
    return parent;
  }

  private static void over(Path beside) {
    deleteQuietly(beside);
    UNDER_WAY.remove(beside);
  }

  /**
   * Deletes what is half written: for a program that ends now, without waiting for who writes it.
   */
  public static void abandon() {
    UNDER_WAY.forEach(AtomicFiles::deleteQuietly);
  }

  private static Path beside(Path file) {
    return parent(file)
        .resolve("." + file.toAbsolutePath().getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  /** Deletes a file, or a folder with all in it, as far as that can be done. */
  public static void deleteQuietly(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      LOG.debug("cannot delete {}", path, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE; // another has deleted it, or nobody can
    }
  }
}
