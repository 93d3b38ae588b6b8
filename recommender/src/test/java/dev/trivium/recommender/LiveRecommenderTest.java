package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders, journals, and changes while others ask. */
class LiveRecommenderTest {
  private static final FactorSettings FACTORS = new FactorSettings(6, 0.05, 0.1, 1, 1, 4);
  private static final Worlds.Planted WORLD = Worlds.Planted.of(40, 150, 8, 3, 9, 1);
  private static final SharedSpaceRecommender FITTED =
      SharedSpaceRecommender.of(
          new InteractionObjective(FACTORS).fit(WORLD.content(), WORLD.all(), 1),
          WORLD.all(),
          WORLD.content());

  @TempDir Path dir;

  private Path saved() {
    Path folder = dir.resolve("model");
    FITTED.save(folder);
    return folder;
  }

  private static Map<String, float[]> like(String item) {
    return WORLD.content().vectors(item);
  }

  /** One of every kind. */
  private static SharedSpaceRecommender changed() {
    return FITTED
        .add("new", like("i5"))
        .add("gone", like("i6"))
        .observe(List.of(new Interaction("u3", "gone"), new Interaction("nobody's\n", "new", 2, 7)))
        .update("i7", like("i8"))
        .remove("gone")
        .remove("i9")
        .observe(List.of(new Interaction("u4", "i100")))
        .forget("u4", "i100");
  }

  private static void applyAll(LiveRecommender live) {
    live.add("new", like("i5"));
    live.add("gone", like("i6"));
    live.observe(
        List.of(new Interaction("u3", "gone"), new Interaction("nobody's\n", "new", 2, 7)));
    live.update("i7", like("i8"));
    live.remove("gone");
    live.remove("i9");
    live.observe(List.of(new Interaction("u4", "i100")));
    live.forget("u4", "i100");
  }

  private static void assertSame(SharedSpaceRecommender got, SharedSpaceRecommender wanted) {
    assertThat(got.users()).isEqualTo(wanted.users());
    assertThat(got.recommendAll(wanted.users(), 200))
        .isEqualTo(wanted.recommendAll(wanted.users(), 200));
    List<Interaction> history = List.of(new Interaction("x", "i1"), new Interaction("x", "i2"));
    assertThat(got.recommend(history, 200)).isEqualTo(wanted.recommend(history, 200));
    assertThat(got.similar("i3", 200)).isEqualTo(wanted.similar("i3", 200));
    Query query = Query.user("u3").and(Query.like(like("i4")), 0.5);
    assertThat(got.explain(query, "i3")).isEqualTo(wanted.explain(query, "i3"));
  }

  private static Path journal(Path folder) {
    return folder.resolve("data-1/updates.journal");
  }

  @Test
  void whatIsSavedIsLoadedAndCanBeReplaced() throws IOException {
    Path folder = saved();
    assertSame(SharedSpaceRecommender.load(folder), FITTED);
    changed().save(folder);
    assertSame(SharedSpaceRecommender.load(folder), changed());
    SharedSpaceRecommender.load(folder).save(dir.resolve("again"));
    assertSame(SharedSpaceRecommender.load(dir.resolve("again")), changed());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .containsExactlyInAnyOrder("manifest.json", "data-2", ".lock");
    }
  }

  @Test
  void changesOutliveTheProcess() {
    Path folder = saved();
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      applyAll(live);
      assertSame(live.snapshot(), changed());
      assertThat(live.recommend("u3", 9)).isEqualTo(changed().recommend("u3", 9));
    }
    assertSame(SharedSpaceRecommender.load(folder), changed());
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      assertSame(live.snapshot(), changed());
      live.add("newer", like("i1"));
    }
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      assertSame(live.snapshot(), changed().add("newer", like("i1")));
    }
  }

  /** Two of them would be one when read again. */
  @Test
  void anIdThatCannotBeWrittenIsRefusedAndHarmsNothing() {
    Path folder = saved();
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      assertThatThrownBy(() -> live.add("a\ud83d", like("i1")))
          .isInstanceOf(TriviumException.class)
          .hasMessageEndingWith(
              "holds half a character and cannot be written; correct it where it was cut");
      assertSame(live.snapshot(), FITTED);
      live.add("a\ud83d\ude00", like("i1"));
    }
    assertSame(SharedSpaceRecommender.load(folder), FITTED.add("a\ud83d\ude00", like("i1")));
  }

  @Test
  void aCompactedJournalIsShorterAndSaysTheSame() {
    Path folder = saved();
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      applyAll(live);
      for (int i = 0; i < 300; i++) {
        live.update("new", like("i" + i % 150));
      }
      live.update("new", like("i5"));
      long before = live.journalLength();
      live.compact();
      assertThat(live.journalLength()).isLessThan(before / 10);
      assertSame(live.snapshot(), changed());
      live.add("newer", like("i1"));
    }
    assertSame(SharedSpaceRecommender.load(folder), changed().add("newer", like("i1")));
  }

  /** At every byte: the updates before are there, the torn one is not, and more can follow. */
  @Test
  void aTornTailIsCutOff() throws IOException {
    Path folder = saved();
    long first;
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      live.add("new", like("i5"));
      first = live.journalLength();
      live.add("torn", like("i6"));
    }
    byte[] all = Files.readAllBytes(journal(folder));
    for (int n = (int) first; n < all.length; n += 3) {
      Files.write(journal(folder), Arrays.copyOf(all, n));
      assertSame(SharedSpaceRecommender.load(folder), FITTED.add("new", like("i5")));
      assertThat(Files.size(journal(folder))).as("reading changes nothing").isEqualTo(n);
      try (LiveRecommender live = LiveRecommender.open(folder)) {
        live.add("next", like("i7"));
      }
      assertSame(
          SharedSpaceRecommender.load(folder),
          FITTED.add("new", like("i5")).add("next", like("i7")));
    }
    all[all.length - 5] ^= 1; // whole, but not what was written
    Files.write(journal(folder), all);
    assertSame(SharedSpaceRecommender.load(folder), FITTED.add("new", like("i5")));
  }

  @Test
  void damageBeforeWholeUpdatesIsNotCutOff() throws IOException {
    Path folder = saved();
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      live.add("new", like("i5"));
      live.add("newer", like("i6"));
    }
    byte[] all = Files.readAllBytes(journal(folder));
    all[40] ^= 1;
    Files.write(journal(folder), all);
    assertThatThrownBy(() -> LiveRecommender.open(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            journal(folder)
                + " is damaged at byte 12, and whole updates follow; bring it back from a copy, or"
                + " cut it there to go on without them");
    Files.writeString(journal(folder), "trivium-log9 and more");
    assertThatThrownBy(() -> SharedSpaceRecommender.load(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            journal(folder)
                + " is no journal of this version; was it written by a later one, or cut short?");
  }

  /** A vector that no array holds, in a record that is whole: an error of the machine. */
  @Test
  void aFolderThatCouldNotBeOpenedIsNotLocked() throws IOException {
    Path folder = saved();
    byte[] whole = Files.readAllBytes(journal(folder));
    ByteBuffer record = ByteBuffer.allocate(1 + 5 + 4 + 5 + 4);
    record.put((byte) 'p').putInt(1).put((byte) 'x').putInt(1).putInt(1).put((byte) 't');
    record.putInt(Integer.MAX_VALUE);
    CRC32C crc = new CRC32C();
    crc.update(record.flip());
    ByteBuffer all = ByteBuffer.allocate(whole.length + 8 + record.capacity());
    all.put(whole).putInt(record.capacity()).putInt((int) crc.getValue()).put(record.flip());
    Files.write(journal(folder), all.array());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> LiveRecommender.open(folder)).isInstanceOf(OutOfMemoryError.class);
    }
    Files.write(journal(folder), whole);
    LiveRecommender.open(folder).close();
  }

  @Test
  void aFolderIsOpenOnceAtATime() {
    Path folder = saved();
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      for (int i = 0; i < 2; i++) { // to be refused does not give the lock away
        assertThatThrownBy(() -> LiveRecommender.open(folder))
            .isInstanceOf(TriviumException.class)
            .hasMessage(
                folder
                    + " is open for updates already, in this process or another; close it there"
                    + " first, or load it to read only");
      }
      assertThatThrownBy(() -> FITTED.save(folder))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining("is open for updates already");
      live.add("new", like("i5"));
      assertSame(SharedSpaceRecommender.load(folder), live.snapshot());
    }
    FITTED.save(folder);
  }

  /** Closed twice, a recommender does not let go of what another one has opened since. */
  @Test
  void toCloseTwiceGivesNoLockOfOthersAway() throws Exception {
    Path folder = saved();
    LiveRecommender first = LiveRecommender.open(folder);
    first.close();
    try (LiveRecommender second = LiveRecommender.open(folder)) {
      first.close();
      assertThatThrownBy(() -> LiveRecommender.open(folder)).isInstanceOf(TriviumException.class);
      assertThat(lockedByAnotherProcess(folder.resolve(".lock"))).isFalse();
      second.add("new", like("i5"));
    }
    assertThat(lockedByAnotherProcess(folder.resolve(".lock"))).isTrue();
  }

  /** Tries to lock a file in a process of its own. */
  static final class Locking {
    private Locking() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
        System.exit(file.tryLock() == null ? 1 : 0);
      }
    }
  }

  private static boolean lockedByAnotherProcess(Path file) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        Path.of(Locking.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    return new ProcessBuilder(java, "-cp", classes, Locking.class.getName(), file.toString())
            .inheritIO()
            .start()
            .waitFor()
        == 0;
  }

  /** A caller may use an array again; the journal written anew holds what was given. */
  @Test
  void theVectorsGivenAreTheRecommendersOwn() {
    Path folder = saved();
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      float[] buffer = Objects.requireNonNull(like("i5").get("text")).clone();
      live.add("new", Map.of("text", buffer));
      Arrays.fill(buffer, 0);
      live.compact();
    }
    assertSame(SharedSpaceRecommender.load(folder), FITTED.add("new", like("i5")));
  }

  /**
   * Content is read when it is first asked for; what was replaced by then is not taken for none.
   */
  @Test
  void contentThatIsGoneIsSaid() {
    Path folder = saved();
    SharedSpaceRecommender loaded = SharedSpaceRecommender.load(folder);
    changed().save(folder);
    assertThatThrownBy(() -> loaded.save(dir.resolve("copy")))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            folder
                + " was replaced since it was loaded, and the items' content is gone; load it"
                + " again");
  }

  @Test
  void aWrongChangeChangesNothing() {
    Path folder = saved();
    LiveRecommender live = LiveRecommender.open(folder);
    assertThatThrownBy(() -> live.add("i3", like("i4")))
        .hasMessage("item 'i3' is already in the space; give the new item an id of its own");
    assertThatThrownBy(() -> live.add("new", Map.of()))
        .hasMessageStartingWith("item 'new' comes with [], of which the space can place none");
    assertThatThrownBy(() -> live.add("new", Map.of("text", new float[3])))
        .hasMessage("the text vector has 3 numbers; the space was fitted to 8");
    assertThatThrownBy(() -> live.remove("new")).isInstanceOf(TriviumException.class);
    assertThatThrownBy(() -> live.forget("nobody", "i1")).isInstanceOf(TriviumException.class);
    assertThatThrownBy(() -> live.observe(List.of(new Interaction("u1", "new"))))
        .isInstanceOf(TriviumException.class);
    assertThat(live.journalLength()).isEqualTo(12);
    live.close();
    assertThatThrownBy(() -> live.add("new", like("i4")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("takes no more updates");
    assertSame(SharedSpaceRecommender.load(folder), FITTED);
  }

  @Test
  void aFolderOfAnotherKindIsSaid() throws IOException {
    Path folder = saved();
    Path manifest = folder.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"format\" : 1", "\"format\" : 2"));
    assertThatThrownBy(() -> SharedSpaceRecommender.load(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            folder
                + " is of format 2, and this version reads format 1; read it with the version that"
                + " wrote it, or train again");
    Files.writeString(manifest, "{\"format\":1,\"kind\":\"table\"}");
    assertThatThrownBy(() -> LiveRecommender.open(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            folder + " is no folder of a recommender; give one that a recommender was saved to");
    Files.writeString(manifest, text.substring(0, 20));
    assertThatThrownBy(() -> SharedSpaceRecommender.load(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessage(manifest + " is not JSON; the folder is damaged, save it again");
    assertThatThrownBy(() -> SharedSpaceRecommender.load(dir.resolve("none")))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("give a folder that a recommender was saved to");
    Path other = Files.createDirectories(dir.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> FITTED.save(other))
        .isInstanceOf(TriviumException.class)
        .hasMessage(other + " holds other things, such as thesis.txt; choose a new folder");
  }

  /** Every file at a few lengths: one sentence that names it, and no other exception. */
  @Test
  void aFolderCutShortIsSaid() throws IOException {
    Path folder = saved();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder.resolve("data-1"))) {
      files = all.filter(f -> Files.isRegularFile(f) && !f.endsWith(".trivium")).sorted().toList();
    }
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      for (int n : new int[] {0, 9, whole.length / 2, whole.length - 1}) {
        if (n >= whole.length || file.endsWith("updates.journal") || file.endsWith("ids.txt")) {
          continue;
        }
        Files.write(file, Arrays.copyOf(whole, n));
        assertThatThrownBy(
                () -> SharedSpaceRecommender.load(folder).explain(Query.user("u1"), "i1"))
            .as(file + " cut to " + n)
            .isInstanceOf(TriviumException.class);
      }
      Files.delete(file);
      assertThatThrownBy(() -> SharedSpaceRecommender.load(folder).explain(Query.user("u1"), "i1"))
          .isInstanceOf(TriviumException.class)
          .hasMessageContaining(String.valueOf(file.getFileName()));
      Files.write(file, whole);
    }
    Path histories = folder.resolve("data-1/histories.bin");
    byte[] numbers = Files.readAllBytes(histories);
    numbers[8 + 4 * 41 + 3] = 0x7f; // the first item
    Files.write(histories, numbers);
    assertThatThrownBy(() -> SharedSpaceRecommender.load(folder))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            histories + " holds numbers that cannot be; the folder is damaged, save it again");
  }

  /** As a save killed before its last step leaves it. */
  @Test
  void whatAKilledSaveLeftIsClearedAway() throws IOException {
    Path folder = saved();
    Files.createDirectories(folder.resolve("data-2/space"));
    Files.writeString(folder.resolve("data-2/histories.bin"), "half", StandardOpenOption.CREATE);
    Path manifest = Files.writeString(folder.resolve(".manifest.json.1.tmp"), "half");
    Path journal = Files.writeString(folder.resolve("data-1/.updates.journal.1.tmp"), "half");
    assertSame(SharedSpaceRecommender.load(folder), FITTED);
    LiveRecommender.open(folder).close();
    assertThat(journal).doesNotExist();
    changed().save(folder);
    assertThat(manifest).doesNotExist();
    assertThat(folder.resolve("data-1")).doesNotExist();
    assertSame(SharedSpaceRecommender.load(folder), changed());
  }

  /** Writers share what they force, readers see each change whole, and all of it is there after. */
  @Test
  void manyWriteAndManyAsk() throws Exception {
    Path folder = saved();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        int writer = w;
        writers.add(pool.submit(() -> write(live, writer)));
      }
      List<Future<?>> readers = new ArrayList<>();
      for (int r = 0; r < 3; r++) {
        readers.add(pool.submit(() -> ask(live, over)));
      }
      live.compact();
      for (Future<?> writer : writers) {
        writer.get();
      }
      live.compact();
      over.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
      assertSame(SharedSpaceRecommender.load(folder), live.snapshot());
    } finally {
      pool.shutdownNow();
    }
    SharedSpaceRecommender after = SharedSpaceRecommender.load(folder);
    for (int w = 0; w < 4; w++) {
      for (int n = 0; n < 100; n++) {
        assertThat(after.hasItem(w + "-" + n)).isEqualTo(n % 2 == 0);
      }
    }
  }

  private static void write(LiveRecommender live, int writer) {
    for (int n = 0; n < 100; n++) {
      live.add(writer + "-" + n, like("i" + n));
      assertThat(live.snapshot().hasItem(writer + "-" + n)).as("acknowledged").isTrue();
      live.observe(List.of(new Interaction("u" + writer, writer + "-" + n)));
      if (n % 2 == 1) {
        live.remove(writer + "-" + n);
        assertThat(live.snapshot().hasItem(writer + "-" + n)).isFalse();
      }
    }
  }

  /** Of an answer all is of one moment: as many as are there, each at the score it has there. */
  private static void ask(LiveRecommender live, AtomicBoolean over) {
    while (!over.get()) {
      SharedSpaceRecommender now = live.snapshot();
      List<Recommendation> all = now.recommend(Query.user("u9").k(1000));
      assertThat(all).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
      assertThat(all.stream().map(Recommendation::item)).doesNotHaveDuplicates();
      assertThat(all).allMatch(r -> now.hasItem(r.item()));
      assertThat(now.recommend(Query.user("u9").k(1000))).isEqualTo(all);
    }
  }

  @Test
  void idsOfAnyKindAreKept() {
    Path folder = saved();
    List<String> ids =
        List.of("", " ", "tab\tid", "line\nid", "\u0000", "käse 🧀", "x".repeat(100_000));
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      for (String id : ids) {
        live.add(id, like("i" + id.length() % 150));
        live.observe(List.of(new Interaction(id, id)));
      }
      assertThat(live.snapshot().users()).containsAll(ids);
    }
    SharedSpaceRecommender after = SharedSpaceRecommender.load(folder);
    assertThat(after.users()).containsAll(ids);
    assertThat(ids).allMatch(after::hasItem);
    assertThat(after.explain(Query.user("line\nid"), "tab\tid").history())
        .containsOnlyKeys("line\nid");
  }
}
