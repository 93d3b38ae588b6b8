package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who holds it writes to the folder alone; the system takes it from a process that ends. */
final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /** Held by this process: to open and close such a file once more would give the lock away. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Locks a folder that is there. */
  static FolderLock of(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(NAME);
      if (!HELD.add(file)) {
        throw isOpen(folder);
      }
      FolderLock lock = null;
      try {
        lock = new FolderLock(file, locked(file, folder));
        return lock;
      } finally {
        if (lock == null) {
          HELD.remove(file);
        }
      }
    } catch (IOException e) {
      throw new TriviumException("cannot lock " + folder + ": " + Reason.of(e), e);
    }
  }

  private static FileChannel locked(Path file, Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean mine = false;
    try {
      mine = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      throw isOpen(folder);
    } finally {
      if (!mine) {
        channel.close();
      }
    }
    if (!mine) {
      throw isOpen(folder);
    }
    return channel;
  }

  private static TriviumException isOpen(Path folder) {
    return new TriviumException(
        folder
            + " is open for updates already, in this process or another; close it there first, or"
            + " load it to read only");
  }

  /** Once; who has locked the folder since keeps it. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new TriviumException("cannot unlock " + file + ": " + Reason.of(e), e);
    } finally {
      HELD.remove(file);
    }
  }
}
