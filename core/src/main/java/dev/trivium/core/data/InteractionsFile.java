package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link Interactions} in one file: a mark and the version, the ids of users and of items, each
 * with its length, then user by user the number of entries, and for each the item, weight and time,
 * and last a checksum of it all (CRC-32). Numbers are big-endian. The same interactions give the
 * same bytes.
 */
public final class InteractionsFile {
  private static final int MARK = 0x5452_4931; // "TRI1"
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;

  private InteractionsFile() {}

  /** Writes the file whole, in place of an older one. */
  public static void write(Interactions interactions, Path file) {
    AtomicFiles.write(file, out -> writeTo(interactions, out));
  }

  /** Writes to a stream, which stays open. */
  public static void writeTo(Interactions all, OutputStream to) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeInt(MARK);
    out.writeInt(VERSION);
    writeIds(all.users(), out);
    writeIds(all.items(), out);
    for (int u = 0; u < all.userCount(); u++) {
      out.writeInt(all.degree(u));
      for (int e = all.from(u); e < all.to(u); e++) {
        out.writeInt(all.itemAt(e));
        out.writeFloat(all.weightAt(e));
        out.writeLong(all.timeAt(e));
      }
    }
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  private static void writeIds(List<String> ids, DataOutputStream out) throws IOException {
    out.writeInt(ids.size());
    for (String id : ids) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** Reads a file; one that is cut short, damaged or of a later version is an error. */
  public static Interactions read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return read(in, file);
    } catch (EOFException e) {
      throw damaged(file, "is cut short", e);
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read " + file + ": " + Reason.of(e) + "; write it again", e);
    }
  }

  private static Interactions read(InputStream stream, Path file) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(stream, new CRC32());
    DataInputStream in = new DataInputStream(checked);
    if (in.readInt() != MARK) {
      throw damaged(file, "holds no interactions", null);
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new TriviumException(
          "%s is of version %d, and this Trivium reads version %d; use the Trivium that wrote it, or a later one"
              .formatted(file, version, VERSION));
    }
    Ids users = Ids.of("user", readIds(in, file));
    Ids items = Ids.of("item", readIds(in, file));
    InteractionsBuilder builder = new InteractionsBuilder();
    for (int u = 0; u < users.size(); u++) {
      int degree = in.readInt();
      for (int e = 0; e < degree; e++) {
        int item = in.readInt();
        if (item < 0 || item >= items.size()) {
          throw damaged(file, "names an item that is not there", null);
        }
        builder.add(u, item, in.readFloat(), in.readLong());
      }
    }
    long sum = checked.getChecksum().getValue();
    if (in.readLong() != sum) {
      throw damaged(file, "does not agree with its checksum", null);
    }
    return builder.build(users, items);
  }

  private static List<String> readIds(DataInputStream in, Path file) throws IOException {
    int count = in.readInt();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
      if (bytes.length < length || length < 0) {
        throw damaged(file, "is cut short", null);
      }
      ids.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return ids;
  }

  private static TriviumException damaged(Path file, String what, @Nullable Exception e) {
    String sentence = file + " " + what + "; write it again";
    return e == null ? new TriviumException(sentence) : new TriviumException(sentence, e);
  }
}
