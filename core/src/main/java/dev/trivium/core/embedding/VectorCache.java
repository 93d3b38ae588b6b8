package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of one encoder on disk: a {@link TableFolder} whose ids are keys of content, and
 * whose provenance says whose vectors they are. What cannot be read counts as absent. A lock file
 * beside the folder keeps processes from reading what another is replacing.
 */
final class VectorCache {
  private static final Logger LOG = LoggerFactory.getLogger(VectorCache.class);
  private static final String IDENTITY = "identity";

  /** Within a process; a file lock holds only between processes. */
  private static final Object MONITOR = new Object();

  private final Path folder;
  private final String identity;

  /** The cache under {@code root} of the encoder that {@code identity} names. */
  VectorCache(Path root, String identity) {
    String readable = identity.replaceAll("[^A-Za-z0-9.]+", "-");
    this.folder =
        root.resolve(
            readable.substring(0, Math.min(40, readable.length()))
                + "-"
                + Provenance.fingerprint(identity));
    this.identity = identity;
  }

  /** What is there, if anything is. */
  Optional<EmbeddingTable> read() {
    return locked(this::readUnlocked);
  }

  private Optional<EmbeddingTable> readUnlocked() {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    try {
      EmbeddingTable table = TableFolder.read(folder);
      if (identity.equals(table.provenance().configuration().get(IDENTITY))) {
        return Optional.of(table);
      }
      LOG.info("{} holds the vectors of another encoder and is made again", folder);
    } catch (TriviumException e) {
      LOG.info("{} cannot be read and is made again: {}", folder, e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * Adds these vectors to what is there by now, of another process too; vectors of another space go
   * out. A folder that cannot be written is said in the log: the next run is slower, nothing else.
   */
  void write(VectorStore vectors) {
    try {
      locked(
          () -> {
            readUnlocked().ifPresent(vectors::addAbsent);
            TableFolder.write(vectors.table(identity), folder);
            return folder;
          });
    } catch (TriviumException e) {
      LOG.warn("vectors are computed again the next time, for {}", e.getMessage());
    }
  }

  private <R> R locked(Supplier<R> work) {
    synchronized (MONITOR) {
      try (FileChannel lock = lock()) {
        LOG.trace("locked {}", lock);
        return work.get();
      } catch (IOException e) {
        LOG.debug("no lock beside {}", folder, e); // a folder that cannot be written, or locked
      }
      return work.get();
    }
  }

  private FileChannel lock() throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".lock");
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
