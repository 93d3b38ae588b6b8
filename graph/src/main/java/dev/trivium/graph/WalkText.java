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
    byte[] grown = new byte[16 * ids.size() + Long.BYTES];
    int end = 0;
    for (int v = 0; v < ids.size(); v++) {
      byte[] id = utf8(ids.get(v));
      if (end + id.length + 1L + Long.BYTES > grown.length) {
        grown = Arrays.copyOf(grown, room(grown.length, id.length));
      }
      System.arraycopy(id, 0, grown, end, id.length);
      end += id.length;
      grown[end++] = ' ';
      offsets[v + 1] = end;
    }
    bytes = Arrays.copyOf(grown, end + Long.BYTES); // a word may be read past the last
  }

  private static int room(int have, int more) {
    long room = have + (have >> 1) + more + 2L * Long.BYTES;
    if (room > Integer.MAX_VALUE - 8) {
      throw new TriviumException(
          "the ids of the nodes take more than 1 GiB; walks are written for shorter ones, say numbers");
    }
    return (int) room;
  }

  private static byte[] utf8(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    boolean splits = utf8.length == 0;
    for (byte b : utf8) {
      splits |= b >= 0 && b <= ' ';
    }
    if (splits) {
      throw new TriviumException(
          "the node id '%s' is empty or holds a blank, which separates ids in a file of walks; rename the node"
              .formatted(id));
    }
    return utf8;
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
        if (end + length + Long.BYTES > out.length) {
          out = Arrays.copyOf(out, Math.addExact(2 * out.length, length));
        }
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
