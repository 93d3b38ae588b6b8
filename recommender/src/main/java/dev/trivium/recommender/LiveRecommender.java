package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SharedSpaceRecommender} in its folder that takes up changes while it answers, and keeps
 * them over restarts. Who asks is answered from a {@linkplain #snapshot snapshot}, without a lock,
 * and sees a change wholly or not at all. A change is a line in a journal, forced to the disk
 * before the method returns and before anyone is answered with it: once it returned, no kill of the
 * process loses it. Changes that come at once share one forcing. One process at a time has a folder
 * open. Safe for several threads at once.
 */
public final class LiveRecommender implements Recommender, AutoCloseable {
  private final FolderLock lock;
  private final Path file;

  /** Held to append, and to compact. */
  private final ReentrantLock appending = new ReentrantLock();

  /** Held to force; those who wait for it are done when it is theirs, or force for all. */
  private final ReentrantLock forcing = new ReentrantLock();

  private Journal journal;
  private SharedSpaceRecommender newest;
  private long appended;
  private long forced;
  private volatile @Nullable RuntimeException broken;
  private volatile SharedSpaceRecommender published;

  private LiveRecommender(FolderLock lock, RecommenderFolder.Loaded loaded) {
    this.lock = lock;
    this.file = loaded.data().resolve(RecommenderFolder.JOURNAL);
    this.newest = loaded.recommender().ready();
    this.published = newest;
    this.journal = Journal.open(file, loaded.contents());
  }

  /** Opens a folder that {@link SharedSpaceRecommender#save} wrote, alone. */
  public static LiveRecommender open(Path folder) {
    RecommenderFolder.requireFolder(folder);
    FolderLock lock = FolderLock.of(folder);
    boolean open = false;
    try {
      RecommenderFolder.Loaded loaded = RecommenderFolder.load(folder, 0);
      RecommenderFolder.deletePassing(loaded.data());
      LiveRecommender live = new LiveRecommender(lock, loaded);
      open = true;
      return live;
    } catch (IOException e) {
      throw new TriviumException("cannot clear " + folder + ": " + Reason.of(e), e);
    } finally {
      if (!open) {
        lock.close(); // after an error of the machine, too
      }
    }
  }

  /**
   * Refuses a folder that is open for changes, or holds some: a model written in its place would
   * lose them.
   */
  public static void requireUnchanged(Path folder) {
    RecommenderFolder.requireNoUpdates(folder);
  }

  /** What answers now; it stays as it is. */
  public SharedSpaceRecommender snapshot() {
    return published;
  }

  /** As {@link SharedSpaceRecommender#add(String, Map)}. */
  public void add(String item, Map<String, float[]> vectors) {
    change(s -> s.adding(item, vectors));
  }

  /** As {@link SharedSpaceRecommender#add(Item, ItemEncoder)}. */
  public void add(Item item, ItemEncoder encoder) {
    add(item.id(), encoder.encode(item));
  }

  /** As {@link SharedSpaceRecommender#update}. */
  public void update(String item, Map<String, float[]> vectors) {
    change(s -> s.updating(item, vectors));
  }

  /** As {@link SharedSpaceRecommender#remove}. */
  public void remove(String item) {
    change(s -> s.removing(item));
  }

  /** As {@link SharedSpaceRecommender#addUser}. */
  public void addUser(String user, Map<String, float[]> vectors) {
    change(s -> s.addingUser(user, vectors));
  }

  /** As {@link SharedSpaceRecommender#observe}. */
  public void observe(List<Interaction> events) {
    change(s -> s.observing(events));
  }

  /** As {@link SharedSpaceRecommender#forget}. */
  public void forget(String user, String item) {
    change(s -> new Update.Forget(user, item));
  }

  private void change(Function<State, Update> change) {
    force(append(change));
  }

  /** The number of the update. */
  private long append(Function<State, Update> change) {
    appending.lock();
    try {
      requireWhole();
      Update update = change.apply(newest.state());
      SharedSpaceRecommender next = newest.apply(update);
      byte[] record = Journal.record(update);
      journal.requireRoom(record);
      guarded(() -> journal.append(record));
      newest = next;
      return ++appended;
    } finally {
      appending.unlock();
    }
  }

  /** Returns when the update of this number, and all before it, lasts and is answered with. */
  private void force(long number) {
    forcing.lock();
    try {
      if (forced >= number) {
        return;
      }
      SharedSpaceRecommender next;
      long last;
      Journal to;
      appending.lock();
      try {
        requireWhole();
        next = newest;
        last = appended;
        to = journal;
      } finally {
        appending.unlock();
      }
      guarded(to::force);
      forced = last;
      published = next;
    } finally {
      forcing.unlock();
    }
  }

  /** After a failure nobody knows what the disk holds, and nothing more is written. */
  private void guarded(Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      broken = e;
      throw e;
    }
  }

  private void requireWhole() {
    if (broken != null) {
      throw new TriviumException(
          file + " takes no more updates since one failed; close the recommender and open it again",
          broken);
    }
  }

  /**
   * Writes the journal anew, without what later updates undid, in place of the old one; changes
   * wait meanwhile, answers do not.
   */
  public void compact() {
    forcing.lock();
    appending.lock();
    try {
      requireWhole();
      guarded(
          () -> {
            Journal.write(file, newest.state().updates());
            journal.close();
            journal = Journal.open(file, Journal.whole(file));
          });
      forced = appended;
      published = newest;
    } finally {
      appending.unlock();
      forcing.unlock();
    }
  }

  /** Bytes of the journal; for a service to know when to {@link #compact}. */
  public long journalLength() {
    appending.lock();
    try {
      return journal.length();
    } finally {
      appending.unlock();
    }
  }

  @Override
  public List<Recommendation> recommend(String user, int k, Predicate<String> filter) {
    return published.recommend(user, k, filter);
  }

  @Override
  public List<Recommendation> recommend(
      List<Interaction> history, int k, Predicate<String> filter) {
    return published.recommend(history, k, filter);
  }

  /** As {@link SharedSpaceRecommender#recommend(Query)}. */
  public List<Recommendation> recommend(Query query) {
    return published.recommend(query);
  }

  @Override
  public List<Recommendation> similar(String item, int k) {
    return published.similar(item, k);
  }

  /** Ends taking updates; snapshots go on answering. */
  @Override
  public void close() {
    forcing.lock();
    appending.lock();
    try {
      broken = new IllegalStateException("closed");
      journal.close();
      lock.close();
    } finally {
      appending.unlock();
      forcing.unlock();
    }
  }
}
