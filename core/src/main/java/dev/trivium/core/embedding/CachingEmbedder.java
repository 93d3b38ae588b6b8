package dev.trivium.core.embedding;

import dev.trivium.core.Progress;
import dev.trivium.core.io.Fingerprint;
import dev.trivium.core.math.Matrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that remembers, in a folder, the vectors of content it has seen. The model behind it
 * is opened only when something is new, so that what is all known costs no weights and no engine.
 *
 * <p>New things go through the model {@value #CHUNK} at a time, and are saved now and then on the
 * way: an end by force loses at most {@value #LEAST_SAVED} vectors or an eighth of all, whichever
 * is more, and a million vectors are not written a thousand times. Several processes may use one
 * folder. A damaged folder is made again.
 *
 * <p>A model's rows may differ by rounding with what goes through it beside them; a remembered
 * vector is the one that was computed first. Several threads may embed at once; they take turns.
 */
public final class CachingEmbedder<T> implements Embedder<T> {
  private static final int CHUNK = 64;
  private static final int LEAST_SAVED = 512;

  private final VectorCache cache;
  private final Supplier<? extends Embedder<T>> opener;
  private final Function<? super T, String> key;
  private final Progress progress;
  private @Nullable VectorStore known;
  private @Nullable Embedder<T> model;

  /**
   * @param root the folder of all caches; this one makes a folder in it
   * @param identity all that changes the numbers, known without opening the model: its name, its
   *     weights' version or fingerprint, its settings. Two encoders of one identity must be of one
   *     {@link #space()}
   * @param opener loads the model; it is closed with this
   * @param key names a thing by its content, such as {@link #textKey}
   * @param progress hears how many of the things of a call have their vectors
   */
  public CachingEmbedder(
      Path root,
      String identity,
      Supplier<? extends Embedder<T>> opener,
      Function<? super T, String> key,
      Progress progress) {
    this.cache = new VectorCache(root, identity);
    this.opener = opener;
    this.key = key;
    this.progress = progress;
  }

  /** The same encoder, remembering. */
  public static <T> Encoder<T> caching(
      Encoder<T> encoder, Path root, String identity, Function<? super T, String> key) {
    return new Encoder<>(
        encoder.name(),
        encoder.modality(),
        encoder.type(),
        () -> new CachingEmbedder<>(root, identity, encoder.opener(), key, Progress.NONE));
  }

  /** The key of a text: a fingerprint of its characters. */
  public static String textKey(String text) {
    return new Fingerprint().add(text).hex();
  }

  /** The space of the remembered vectors; the model is opened where there are none. */
  @Override
  public synchronized String space() {
    return known().map(VectorStore::space).orElseGet(() -> model().space());
  }

  @Override
  public synchronized int dimension() {
    return known().map(VectorStore::dimension).orElseGet(() -> model().dimension());
  }

  @Override
  public synchronized Matrix embed(List<? extends T> things) {
    Map<String, T> byKey = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>(things.size());
    for (T thing : things) {
      String k = key.apply(thing);
      keys.add(k);
      byKey.putIfAbsent(k, thing);
    }
    Optional<VectorStore> store = known();
    if (store.isEmpty() || !keys.stream().allMatch(store.get()::contains)) {
      return complete(byKey, things.size()).rows(keys);
    }
    progress.at(things.size(), things.size());
    return store.get().rows(keys);
  }

  /** The store, with the vectors of all these in it. */
  private VectorStore complete(Map<String, T> byKey, int total) {
    VectorStore store = storeOfModel();
    List<String> missing = byKey.keySet().stream().filter(k -> !store.contains(k)).toList();
    int saved = store.size();
    int before = total - missing.size();
    progress.at(before, total);
    for (int from = 0; from < missing.size(); from += CHUNK) {
      List<String> chunk = missing.subList(from, Math.min(from + CHUNK, missing.size()));
      List<T> things = new ArrayList<>(chunk.size());
      chunk.forEach(k -> things.add(byKey.get(k)));
      store.add(chunk, model().embed(things));
      progress.at(before + from + chunk.size(), total);
      boolean last = from + chunk.size() == missing.size();
      if (last || store.size() - saved >= Math.max(LEAST_SAVED, saved / 8)) {
        cache.write(store);
        saved = store.size();
      }
    }
    return store;
  }

  /** What is known, if the model agrees that it is its own; otherwise nothing. */
  private VectorStore storeOfModel() {
    VectorStore store = known().orElse(null);
    if (store == null || !store.agreesWith(model())) {
      store = new VectorStore(model().space(), model().dimension());
      known = store;
    }
    return store;
  }

  private Optional<VectorStore> known() {
    if (known == null) {
      known = cache.read().map(VectorStore::of).orElse(null);
    }
    return Optional.ofNullable(known);
  }

  private Embedder<T> model() {
    Embedder<T> open = model;
    if (open == null) {
      open = opener.get();
      model = open;
    }
    return open;
  }

  /** Closes the model, if it was opened. */
  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
