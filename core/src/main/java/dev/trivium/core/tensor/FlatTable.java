package dev.trivium.core.tensor;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One table of a flatbuffer, its fields read by number. Whatever points outside the buffer is an
 * {@link IndexOutOfBoundsException}, thrown before anything of that size is allocated, so that a
 * damaged file costs no more than a good one.
 *
 * @see <a href="https://flatbuffers.dev/internals/">the layout</a>
 */
final class FlatTable extends Table {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

  private FlatTable(ByteBuffer buffer, int position) {
    __reset(Objects.checkIndex(position, buffer.capacity()), buffer);
  }

  /** The outermost table of a buffer that begins at 0 and is little-endian. */
  static FlatTable root(ByteBuffer buffer) {
    return new FlatTable(buffer, buffer.getInt(0));
  }

  int byteAt(int field, int absent) {
    int at = position(field);
    return at == 0 ? absent : bb.get(at);
  }

  int intAt(int field, int absent) {
    int at = position(field);
    return at == 0 ? absent : bb.getInt(at);
  }

  @Nullable FlatTable table(int field) {
    int at = position(field);
    return at == 0 ? null : new FlatTable(bb, at + bb.getInt(at));
  }

  List<FlatTable> tables(int field) {
    ByteBuffer offsets = vector(field, Integer.BYTES);
    int start = position(field) == 0 ? 0 : start(field);
    List<FlatTable> tables = new ArrayList<>();
    for (int i = 0; i < offsets.capacity(); i += Integer.BYTES) {
      tables.add(new FlatTable(bb, start + i + offsets.getInt(i)));
    }
    return tables;
  }

  int[] ints(int field) {
    ByteBuffer bytes = vector(field, Integer.BYTES);
    int[] ints = new int[bytes.capacity() / Integer.BYTES];
    bytes.asIntBuffer().get(ints);
    return ints;
  }

  float[] floats(int field) {
    ByteBuffer bytes = vector(field, Float.BYTES);
    float[] floats = new float[bytes.capacity() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  long[] longs(int field) {
    ByteBuffer bytes = vector(field, Long.BYTES);
    long[] longs = new long[bytes.capacity() / Long.BYTES];
    bytes.asLongBuffer().get(longs);
    return longs;
  }

  String text(int field) {
    return StandardCharsets.UTF_8.decode(bytes(field)).toString();
  }

  /** A view of a vector of bytes; empty where the field is absent. */
  ByteBuffer bytes(int field) {
    return vector(field, 1);
  }

  private ByteBuffer vector(int field, int size) {
    if (position(field) == 0) {
      return NOTHING.duplicate();
    }
    int start = start(field);
    long length = (long) size * Integer.toUnsignedLong(bb.getInt(start - Integer.BYTES));
    Objects.checkFromIndexSize(start, length, bb.capacity());
    return bb.slice(start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the elements of a vector that is present begin. */
  private int start(int field) {
    int at = position(field);
    return at + bb.getInt(at) + Integer.BYTES;
  }

  /** Where the field lies in the buffer, 0 when absent: the table's vtable says. */
  private int position(int field) {
    int offset = __offset(2 * Short.BYTES + Short.BYTES * field);
    return offset == 0 ? 0 : bb_pos + offset;
  }
}
