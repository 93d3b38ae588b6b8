package dev.trivium.core.embedding;

import dev.trivium.core.TriviumException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * An encoder that can be had: what it is called, which modality it reads, and how to open it. Guice
 * modules bind these by name; nothing is loaded before {@link #open()}.
 *
 * @param name the model's name, as its authors write it
 * @param modality the road it serves: {@code text}, {@code image}, or one of the user's own
 * @param type the class of the raw thing
 * @param opener loads the model; the caller closes what it gets
 */
public record Encoder<T>(
    String name, String modality, Class<T> type, Supplier<? extends Embedder<T>> opener) {
  /** Loads the model; the caller closes it. */
  public Embedder<T> open() {
    return opener.get();
  }

  /** The encoder of that name among those bound, which must read {@code type}. */
  public static <T> Encoder<T> named(String name, Class<T> type, Map<String, Encoder<?>> bound) {
    Encoder<?> encoder = bound.get(name);
    if (encoder == null) {
      throw new TriviumException(
          "no encoder is called '" + name + "'; there are " + new TreeSet<>(bound.keySet()));
    }
    if (!encoder.type.equals(type)) {
      throw new TriviumException(
          "encoder '"
              + name
              + "' reads "
              + encoder.type.getSimpleName()
              + ", not "
              + type.getSimpleName());
    }
    @SuppressWarnings("unchecked") // its type was just compared
    Encoder<T> typed = (Encoder<T>) encoder;
    return typed;
  }
}
