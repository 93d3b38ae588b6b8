package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which updates are only ever appended: twelve bytes that say what it is, then records of
 * a length, a CRC-32C and the bytes it is of, big-endian. A process that is killed leaves the end
 * torn; it was never acknowledged, and is cut off. What is broken before a whole record is damage,
 * and told; a power cut may leave that too, where changes that came at once lost an earlier page
 * and kept a later one. Damage to the very last record looks like a torn end.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final byte[] MAGIC = "trivium-log1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 8;
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  private final Path file;
  private final RandomAccessFile out;
  private long length;

  /**
   * What a journal holds.
   *
   * @param updates whole ones, in their order
   * @param length of the part that is whole, in bytes
   * @param torn bytes after it
   */
  record Contents(List<Update> updates, long length, long torn) {}

  private Journal(Path file, RandomAccessFile out, long length) {
    this.file = file;
    this.out = out;
    this.length = length;
  }

  /** Writes a journal of these updates whole, in place of an older one, and forces it. */
  static void write(Path file, List<Update> updates) {
    AtomicFiles.writeForced(file, out -> write(out, updates));
  }

  private static void write(OutputStream to, List<Update> updates) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.write(MAGIC);
    for (Update update : updates) {
      out.write(record(update));
    }
    out.flush();
  }

  /** An update as it is appended. */
  static byte[] record(Update update) {
    byte[] bytes = UpdateCodec.encode(update);
    return ByteBuffer.allocate(HEAD + bytes.length)
        .putInt(bytes.length)
        .putInt(checksum(ByteBuffer.wrap(bytes)))
        .put(bytes)
        .array();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Reads what is whole; changes nothing. */
  static Contents read(Path file) {
    try (var in = Files.newInputStream(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      requireMagic(file, bytes);
      List<Update> updates = new ArrayList<>();
      int whole = bytes.position();
      while (isWhole(bytes)) {
        updates.add(UpdateCodec.decode(next(bytes)));
        whole = bytes.position();
      }
      requireTail(file, bytes, whole);
      return new Contents(updates, whole, bytes.limit() - whole);
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read " + file + ": " + Reason.of(e) + "; the folder is damaged, save it again",
          e);
    }
  }

  private static void requireMagic(Path file, ByteBuffer bytes) {
    byte[] magic = new byte[Math.min(MAGIC.length, bytes.remaining())];
    bytes.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new TriviumException(
          file + " is no journal of this version; was it written by a later one, or cut short?");
    }
  }

  /** Whether a whole record comes next. */
  private static boolean isWhole(ByteBuffer bytes) {
    int at = bytes.position();
    int n = bytes.remaining() < HEAD ? -1 : bytes.getInt(at);
    if (n < 1 || n > bytes.remaining() - HEAD) {
      return false;
    }
    return checksum(bytes.slice(at + HEAD, n)) == bytes.getInt(at + 4);
  }

  private static byte[] next(ByteBuffer bytes) {
    byte[] record = new byte[bytes.getInt()];
    bytes.getInt();
    bytes.get(record);
    return record;
  }

  /**
   * What is broken may stand at the end only: whole records after it were acknowledged. They may
   * begin anywhere, for the length may be what is broken.
   */
  private static void requireTail(Path file, ByteBuffer bytes, int whole) {
    for (int at = whole + 1; at < bytes.limit() - HEAD; at++) {
      bytes.position(at);
      if (isWhole(bytes)) {
        throw new TriviumException(
            "%s is damaged at byte %d, and whole updates follow; bring it back from a copy, or cut it there to go on without them"
                .formatted(file, whole));
      }
    }
  }

  /** Of a journal that was just written: its length. */
  static Contents whole(Path file) {
    try {
      return new Contents(List.of(), Files.size(file), 0);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  /** Opens a journal that was {@linkplain #read read}, to append to it; a torn tail is cut off. */
  static Journal open(Path file, Contents contents) {
    try {
      RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
      Journal journal = new Journal(file, out, contents.length);
      try {
        journal.cut(contents.torn);
        return journal;
      } catch (IOException e) {
        out.close();
        throw e;
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private void cut(long torn) throws IOException {
    if (torn > 0) {
      LOG.warn("{}: cut off {} bytes of an update that was not finished", file, torn);
      out.setLength(length);
      out.getFD().sync();
    }
    out.seek(length);
  }

  /** Refuses what would make the journal longer than it can be read. */
  void requireRoom(byte[] record) {
    if (length + record.length > LONGEST) {
      throw new TriviumException(
          file + " is " + length + " bytes long and can take no more; compact it");
    }
  }

  /** Appends a {@linkplain #record record}, which lasts once {@link #force} returned. */
  void append(byte[] record) {
    try {
      out.write(record);
      length += record.length;
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Bytes so far. */
  long length() {
    return length;
  }

  /** Brings what was appended to the disk. */
  void force() {
    try {
      out.getFD().sync(); // of a channel, an interrupted thread would close the file
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static TriviumException cannotWrite(Path file, IOException e) {
    return new TriviumException("cannot write " + file + ": " + Reason.of(e), e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }
}
