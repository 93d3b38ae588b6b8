package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The ids of all nodes as bytes, each with a blank behind it, and lines made of them. */
final class WalkText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final int[] offsets;
  private final byte[] bytes;

  WalkText(List<String> ids) {
    offsets = new int[ids.size() + 1];
    byte[] grown = new byte[(int) Math.min(EdgeColumns.MAX, 16L * ids.size() + Long.BYTES)];
    int end = 0;
    for (int v = 0; v < ids.size(); v++) {
      byte[] id = utf8(ids.get(v));
      grown = withRoom(grown, (long) end + id.length + 1 + Long.BYTES);
      System.arraycopy(id, 0, grown, end, id.length);
      end += id.length;
      grown[end++] = ' ';
      offsets[v + 1] = end;
    }
    bytes = Arrays.copyOf(grown, end + Long.BYTES); // a word may be read past the last
  }

  /** The bytes, copied into more room where they have less than is needed. */
  private static byte[] withRoom(byte[] bytes, long needed) {
    return needed > bytes.length ? Arrays.copyOf(bytes, room(needed)) : bytes;
  }

  /** How much room to make where so much is needed: half as much again, as far as there is. */
  static int room(long needed) {
    if (needed > EdgeColumns.MAX) {
      throw new TriviumException(
          "the ids of the nodes, or those along a walk, take more than 2 GiB as text; give nodes shorter ids, say numbers, or take shorter walks");
    }
    return (int) Math.min(EdgeColumns.MAX, needed + (needed >> 1));
  }

  private static byte[] utf8(String id) {
    requireId(id);
    return id.getBytes(StandardCharsets.UTF_8);
  }

  static void requireId(String id) {
    boolean splits = id.isEmpty();
    for (int i = 0; i < id.length(); i++) {
      splits |= id.charAt(i) <= ' ';
    }
    if (splits) {
      throw new TriviumException(
          "the node id '%s' is empty or holds a blank, which separates ids in a file of walks; rename the node"
              .formatted(id));
    }
  }

  /** The walks of a shard, one a line. */
  Lines lines(RandomWalks walks, int epoch, int shard, int shards) {
    Lines lines = new Lines();
    walks.stream(epoch, shard, shards, lines::add);
    return lines;
  }

  /** Lines under way. */
  final class Lines {
    private byte[] out = new byte[1 << 16];
    private int end;

    void add(int[] walk, int from, int to) {
      for (int i = from; i < to; i++) {
        int begin = offsets[walk[i]];
        int length = offsets[walk[i] + 1] - begin;
        out = withRoom(out, (long) end + length + Long.BYTES);
        // By words, the last of which may bring more than is wanted; what follows lies over it.
        for (int b = 0; b < length; b += Long.BYTES) {
          WORD.set(out, end + b, (long) WORD.get(bytes, begin + b));
        }
        end += length;
      }
      out[end - 1] = '\n';
    }

    void writeTo(OutputStream stream) throws IOException {
      stream.write(out, 0, end);
    }
  }
}
