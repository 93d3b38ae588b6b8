package dev.trivium.graph;

import dev.trivium.core.TriviumException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The ids of nodes, all different: decimals below 2³¹ take 4 bytes each, others 8 and their UTF-8
 * bytes. A string is made each time one is asked for. What finds a node by its id is built when it
 * is first wanted, at 12 to 24 bytes a node.
 */
final class NodeIds extends AbstractList<String> implements RandomAccess {
  private final int[] codes;
  private final byte[] bytes;
  private final int[] starts;
  private final int texts;
  private volatile @Nullable IdTable index;

  /** Made by {@link IdTable} and the reader of stored graphs. */
  NodeIds(int[] codes, byte[] bytes, int[] starts, int texts) {
    this.codes = codes;
    this.bytes = bytes;
    this.starts = starts;
    this.texts = texts;
  }

  /** Of strings, which must differ. */
  static NodeIds of(List<String> ids) {
    if (ids instanceof NodeIds same) {
      return same;
    }
    IdTable table = new IdTable();
    int v = 0;
    for (String id : ids) {
      byte[] utf8 = utf8(id);
      int before = table.add(utf8, 0, utf8.length);
      if (before != v) {
        throw new TriviumException(
            "nodes %d and %d are both called '%s'; node ids must differ, give each its own"
                .formatted(before, v, id));
      }
      v++;
    }
    return table.list();
  }

  private static byte[] utf8(String id) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
      byte[] exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          "the node id '" + id + "' has half a surrogate pair and is no text; give it another", e);
    }
  }

  @Override
  public String get(int v) {
    int code = codes[v];
    return code >= 0
        ? Integer.toString(code)
        : new String(
            bytes, starts[~code], starts[~code + 1] - starts[~code], StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return codes.length;
  }

  /** The number of an id, or −1. */
  @Override
  public int indexOf(@Nullable Object id) {
    if (!(id instanceof String text)) {
      return -1;
    }
    IdTable found = index;
    if (found == null) {
      found = new IdTable(codes, codes.length, bytes, starts, texts);
      index = found;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return found.find(utf8, 0, utf8.length);
  }

  @Override
  public int lastIndexOf(@Nullable Object id) {
    return indexOf(id);
  }

  @Override
  public boolean contains(@Nullable Object id) {
    return indexOf(id) >= 0;
  }

  int[] codes() {
    return codes;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where each text begins among {@link #bytes()}, and where the last ends. */
  int[] starts() {
    return starts;
  }
}
