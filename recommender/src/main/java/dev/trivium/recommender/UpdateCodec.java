package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link Update}s as bytes: a letter for the kind, then what it holds, numbers big-endian. */
final class UpdateCodec {
  private UpdateCodec() {}

  static byte[] encode(Update update) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (update instanceof Update.Put put) {
        out.writeByte('p');
        write(out, put.item());
        out.writeInt(put.vectors().size());
        for (var e : put.vectors().entrySet()) {
          write(out, e.getKey());
          write(out, e.getValue());
        }
      } else if (update instanceof Update.Remove remove) {
        out.writeByte('r');
        write(out, remove.item());
      } else if (update instanceof Update.Observe observe) {
        out.writeByte('o');
        write(out, observe.events());
      } else if (update instanceof Update.Forget forget) {
        out.writeByte('f');
        write(out, forget.user());
        write(out, forget.item());
      } else if (update instanceof Update.Restore restore) {
        out.writeByte('u');
        write(out, restore.user().id());
        write(out, restore.user().history());
        write(out, restore.user().vector());
        write(out, restore.user().prior());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory do no input or output", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes;
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
    } catch (CharacterCodingException e) {
      throw new TriviumException(
          "the id '%s' holds half a character and cannot be written; correct it where it was cut"
              .formatted(text),
          e);
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(DataOutputStream out, float[] vector) throws IOException {
    out.writeInt(vector.length);
    for (float x : vector) {
      out.writeFloat(x);
    }
  }

  private static void write(DataOutputStream out, List<Interaction> events) throws IOException {
    out.writeInt(events.size());
    for (Interaction e : events) {
      write(out, e.user());
      write(out, e.item());
      out.writeFloat(e.weight());
      out.writeLong(e.time());
    }
  }

  /**
   * What {@link #encode} made bytes of.
   *
   * @throws IOException where they are of something else
   */
  static Update decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      char kind = (char) in.readByte();
      return switch (kind) {
        case 'p' -> new Update.Put(text(in), vectors(in));
        case 'r' -> new Update.Remove(text(in));
        case 'o' -> new Update.Observe(events(in));
        case 'f' -> new Update.Forget(text(in), text(in));
        case 'u' ->
            new Update.Restore(new Update.User(text(in), events(in), vector(in), vector(in)));
        default -> throw new IOException("there is no update of the kind '" + kind + "'");
      };
    }
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(in.readInt());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static SortedMap<String, float[]> vectors(DataInputStream in) throws IOException {
    SortedMap<String, float[]> vectors = new TreeMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      vectors.put(text(in), vector(in));
    }
    return vectors;
  }

  private static float[] vector(DataInputStream in) throws IOException {
    float[] vector = new float[in.readInt()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = in.readFloat();
    }
    return vector;
  }

  private static List<Interaction> events(DataInputStream in) throws IOException {
    List<Interaction> events = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      events.add(new Interaction(text(in), text(in), in.readFloat(), in.readLong()));
    }
    return events;
  }
}
