package dev.trivium.benchmarks;

import dev.trivium.core.data.Interaction;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.math.FastRandom;
import dev.trivium.recommender.LiveRecommender;
import dev.trivium.recommender.Query;
import dev.trivium.recommender.SharedSpaceRecommender;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kills a service in the midst of its work, again and again: {@code KilledService [ROUNDS]}. A
 * process of its own takes up changes in several threads and compacts, or saves its recommender
 * over and over; it says before each change what it is about to do, and afterwards that it is done.
 * After a SIGKILL at a random moment the folder must open, with all that was said to be done.
 */
public final class KilledService {
  private static final int WRITERS = 3;
  private static final int LONGEST_MILLIS = 400;

  private final Path folder;
  private final FastRandom random;

  /** What must be there: by item or by user and item, whether it is, and what is under way. */
  private final Map<String, Boolean> done = new HashMap<>();

  private final Set<String> underWay = new TreeSet<>();
  private int changes;

  private KilledService(Path folder, long seed) {
    this.folder = folder;
    this.random = new FastRandom(seed);
  }

  /** Kills it so many times, and prints what was held. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 3) {
      work(Path.of(args[1]), args[0], args[2]);
      return;
    }
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    Path folder = Files.createTempDirectory("killed");
    try {
      System.out.println(run(folder.resolve("model"), rounds, 1));
    } finally {
      AtomicFiles.deleteQuietly(folder);
    }
  }

  /** Kills it so many times, and says what was held; throws where something was lost. */
  static String run(Path folder, int rounds, long seed) throws IOException, InterruptedException {
    Serving.recommender(50, 200, 8, 0.5).save(folder);
    KilledService killed = new KilledService(folder, seed);
    for (int round = 0; round < rounds; round++) {
      killed.round(round % 3 == 2 ? "save" : "update", round);
    }
    return "%d kills, %d changes acknowledged, none lost; %d items and pairs held"
        .formatted(rounds, killed.changes, killed.done.size());
  }

  private void round(String work, int round) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path", ""),
                KilledService.class.getName(),
                work,
                folder.toString(),
                "r" + round)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    underWay.clear();
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = ""; !line.equals("ready"); ) {
        String next = lines.readLine(); // of a logger, maybe
        if (next == null) {
          throw new IllegalStateException("round " + round + ": the service did not start");
        }
        line = next;
      }
      Thread killer = new Thread(() -> kill(process, random.nextInt(LONGEST_MILLIS)));
      killer.start();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        said.append((char) c);
      }
      killer.join();
    } finally {
      process.toHandle().destroyForcibly();
    }
    process.waitFor();
    int whole = said.lastIndexOf("\n") + 1;
    said.substring(0, whole).lines().forEach(this::note);
    check(round);
  }

  private static void kill(Process process, int millis) {
    pause(millis);
    process.toHandle().destroyForcibly(); // the process itself would close what it said, too
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", 3);
    if (words[0].equals("try")) {
      underWay.add(words[2]);
    } else {
      changes++;
      underWay.remove(words[2]);
      done.put(words[2], words[1].equals("add"));
    }
  }

  private void check(int round) {
    SharedSpaceRecommender model = SharedSpaceRecommender.load(folder);
    for (Map.Entry<String, Boolean> e : done.entrySet()) {
      boolean there = isThere(model, e.getKey());
      if (there != e.getValue() && !underWay.contains(e.getKey())) {
        throw new IllegalStateException(
            "round %d: %s is %s".formatted(round, e.getKey(), there ? "there" : "lost"));
      }
    }
    for (String key : underWay) { // whichever way it went, it stays
      done.put(key, isThere(model, key));
    }
  }

  private static boolean isThere(SharedSpaceRecommender model, String key) {
    String[] pair = key.split("/", 2);
    return pair.length == 1
        ? model.hasItem(key)
        : model.users().contains(pair[0])
            && model.explain(Query.user(pair[0]), "i0").history().containsKey(pair[1]);
  }

  private static void work(Path folder, String work, String name)
      throws InterruptedException, IOException {
    if (work.equals("save")) {
      save(folder, name);
      return;
    }
    try (LiveRecommender live = LiveRecommender.open(folder)) {
      System.out.println("ready");
      List<Thread> threads = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        String prefix = name + "-" + w;
        threads.add(new Thread(() -> update(live, prefix)));
      }
      threads.add(new Thread(() -> compact(live)));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void save(Path folder, String name) {
    SharedSpaceRecommender model = SharedSpaceRecommender.load(folder);
    FastRandom random = new FastRandom(1);
    System.out.println("ready");
    for (int n = 0; true; n++) {
      String item = name + "-" + n;
      model = model.add(item, Serving.text(random));
      System.out.println("try add " + item);
      model.save(folder);
      System.out.println("done add " + item);
    }
  }

  /** Items are added, taken up, changed, and every third taken away. */
  private static void update(LiveRecommender live, String prefix) {
    FastRandom random = new FastRandom(prefix.hashCode());
    for (int n = 0; true; n++) {
      String item = prefix + "-" + n;
      say("add", item, () -> live.add(item, Serving.text(random)));
      String user = "u" + n % 50;
      say("add", user + "/" + item, () -> live.observe(List.of(new Interaction(user, item))));
      say("add", item, () -> live.update(item, Serving.text(random)));
      if (n % 3 == 0) {
        say("drop", user + "/" + item, () -> live.forget(user, item));
        say("drop", item, () -> live.remove(item));
      }
    }
  }

  private static void say(String what, String key, Runnable change) {
    System.out.println("try " + what + " " + key);
    change.run();
    System.out.println("done " + what + " " + key);
  }

  private static void compact(LiveRecommender live) {
    while (true) {
      live.compact();
      pause(5);
    }
  }
}
