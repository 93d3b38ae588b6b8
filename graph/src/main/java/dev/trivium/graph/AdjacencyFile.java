package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A graph on disk, in little-endian numbers of 4 bytes: 8 bytes of magic, version, flags (1
 * directed, 2 weighted), nodes, arcs, ids that are no decimals, the bytes of these; then the codes
 * of the ids, where the texts begin and the last ends, the offsets, the neighbours, the weights,
 * the texts' bytes; and a CRC-32C of all that, in 8 bytes.
 */
final class AdjacencyFile {
  private static final long MAGIC = 0x4850415247565254L; // "TRVGRAPH"
  private static final int VERSION = 1;
  private static final int DIRECTED = 1;
  private static final int WEIGHTED = 2;
  private static final int HEADER = 32;
  private static final int TRAILER = 8;
  private static final int PIECE = 1 << 20;
  private static final int MAPPED = 1 << 24;

  private AdjacencyFile() {}

  static void write(Adjacency graph, NodeIds ids, Path file) {
    AtomicFiles.write(file, out -> write(graph, ids, out));
  }

  private static void write(Adjacency graph, NodeIds ids, OutputStream file) throws IOException {
    CRC32C checksum = new CRC32C();
    WritableByteChannel out = Channels.newChannel(new CheckedOutputStream(file, checksum));
    ByteBuffer buffer = ByteBuffer.allocate(4 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
    int flags = (graph.directed() ? DIRECTED : 0) | (graph.weighted() ? WEIGHTED : 0);
    buffer.putLong(MAGIC).putInt(VERSION).putInt(flags).putInt(graph.size()).putInt(graph.arcs());
    buffer.putInt(ids.starts().length - 1).putInt(ids.bytes().length);
    out.write(buffer.flip());
    write(ids.codes(), buffer, out);
    write(ids.starts(), buffer, out);
    write(graph.offsets(), buffer, out);
    write(graph.neighbors(), buffer, out);
    write(graph.weights(), buffer, out);
    out.write(ByteBuffer.wrap(ids.bytes()));
    out.write(buffer.clear().putLong(checksum.getValue()).flip());
  }

  private static void write(int[] numbers, ByteBuffer buffer, WritableByteChannel out)
      throws IOException {
    for (int at = 0; at < numbers.length; at += PIECE) {
      int n = Math.min(PIECE, numbers.length - at);
      buffer.clear().asIntBuffer().put(numbers, at, n);
      out.write(buffer.limit(4 * n));
    }
  }

  private static void write(float[] numbers, ByteBuffer buffer, WritableByteChannel out)
      throws IOException {
    for (int at = 0; at < numbers.length; at += PIECE) {
      int n = Math.min(PIECE, numbers.length - at);
      buffer.clear().asFloatBuffer().put(numbers, at, n);
      out.write(buffer.limit(4 * n));
    }
  }

  static Adjacency read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new Reader(channel, file).read();
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  /** Maps the file piece by piece and copies each into an array, for which walks are made. */
  private static final class Reader {
    private final FileChannel channel;
    private final Path file;
    private final CRC32C checksum = new CRC32C();
    private long at;

    Reader(FileChannel channel, Path file) {
      this.channel = channel;
      this.file = file;
    }

    Adjacency read() throws IOException {
      if (channel.size() < HEADER) {
        throw foreign();
      }
      ByteBuffer header = next(HEADER);
      if (header.getLong() != MAGIC || header.getInt() != VERSION) {
        throw foreign();
      }
      int flags = header.getInt();
      int nodes = header.getInt();
      int arcs = header.getInt();
      int weights = (flags & WEIGHTED) == 0 ? 0 : arcs;
      int texts = header.getInt();
      int bytes = header.getInt();
      if (nodes < 0 || arcs < 0 || texts < 0 || bytes < 0) {
        throw foreign();
      }
      requireLength(HEADER + 4 * (2L * nodes + 2 + texts + arcs + weights) + bytes + TRAILER);
      int[] codes = ints(nodes);
      int[] starts = ints(texts + 1);
      int[] offsets = ints(nodes + 1);
      int[] neighbors = ints(arcs);
      float[] weight = floats(weights);
      NodeIds ids = new NodeIds(codes, bytes(bytes), starts, texts);
      requireChecksum();
      return new Adjacency(ids, (flags & DIRECTED) != 0, offsets, neighbors, weight);
    }

    private ByteBuffer next(int length) throws IOException {
      ByteBuffer piece =
          channel.map(FileChannel.MapMode.READ_ONLY, at, length).order(ByteOrder.LITTLE_ENDIAN);
      at += length;
      checksum.update(piece);
      return piece.rewind();
    }

    private int[] ints(int length) throws IOException {
      int[] numbers = new int[length];
      for (int from = 0; from < length; from += MAPPED) {
        int n = Math.min(MAPPED, length - from);
        next(4 * n).asIntBuffer().get(numbers, from, n);
      }
      return numbers;
    }

    private float[] floats(int length) throws IOException {
      float[] numbers = new float[length];
      for (int from = 0; from < length; from += MAPPED) {
        int n = Math.min(MAPPED, length - from);
        next(4 * n).asFloatBuffer().get(numbers, from, n);
      }
      return numbers;
    }

    private byte[] bytes(int length) throws IOException {
      byte[] bytes = new byte[length];
      if (length > 0) {
        next(length).get(bytes);
      }
      return bytes;
    }

    private void requireLength(long expected) throws IOException {
      if (channel.size() != expected) {
        throw new TriviumException(
            "%s is %d bytes long where its beginning promises %d; it is damaged, save the graph again"
                .formatted(file, channel.size(), expected));
      }
    }

    private void requireChecksum() throws IOException {
      long found = checksum.getValue();
      if (next(TRAILER).getLong() != found) {
        throw new TriviumException(
            file + " does not agree with its checksum; it is damaged, save the graph again");
      }
    }

    private TriviumException foreign() {
      return new TriviumException(
          "%s is no graph that this version has saved; read it as a file of edges or save it again"
              .formatted(file));
    }
  }
}
