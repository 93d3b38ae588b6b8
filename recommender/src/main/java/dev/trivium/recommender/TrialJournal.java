package dev.trivium.recommender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import dev.trivium.recommender.space.FactorSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trials of searches, a line of JSON each: {@code {"search":…,"trial":…,"score":…,
 * "settings":{…}}}. A last line cut short, as a kill leaves one, is written over; trials of other
 * searches are passed over.
 */
final class TrialJournal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path file;
  private final String search;
  private final Map<String, Double> scores = new HashMap<>();

  private TrialJournal(@Nullable Path file, String search) {
    this.file = file;
    this.search = search;
  }

  /**
   * Reads what is there.
   *
   * @param file remembers nothing where it is null
   * @param search names the data and the questions
   */
  static TrialJournal open(@Nullable Path file, String search) {
    TrialJournal journal = new TrialJournal(file, search);
    if (file != null && Files.exists(file)) {
      try {
        journal.read(file);
      } catch (IOException e) {
        throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
      }
    }
    return journal;
  }

  private void read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    if (whole < bytes.length) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(whole); // a kill here takes no trial with it
      }
    }
    List<String> lines = new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
    for (int n = 0; n < lines.size(); n++) {
      try {
        JsonNode line = JSON.readTree(lines.get(n));
        if (line.path("search").asText().equals(search)) {
          scores.put(
              key(line.path("trial").asInt(), settings(line)), line.path("score").asDouble());
        }
      } catch (JsonProcessingException e) {
        throw new TriviumException(
            path
                + ":"
                + (n + 1)
                + ": this line is not JSON; expected the journal of a search, give another file or"
                + " delete this one",
            e);
      }
    }
  }

  private static Map<String, String> settings(JsonNode line) {
    Map<String, String> settings = new TreeMap<>();
    line.path("settings")
        .properties()
        .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    return settings;
  }

  private static String key(int trial, Map<String, String> settings) {
    return trial + " " + settings;
  }

  /** What a trial with these settings scored, if it was noted. */
  @Nullable Double score(int trial, FactorSettings settings) {
    return scores.get(key(trial, settings.asMap()));
  }

  /** Notes a trial. */
  void add(HyperSearch.Trial trial) {
    if (file == null) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("search", search);
    line.put("trial", trial.number());
    line.put("score", trial.score());
    line.put("settings", trial.settings().asMap());
    try {
      Files.writeString(
          file,
          JSON.writeValueAsString(line) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new TriviumException("cannot write " + file + ": " + Reason.of(e), e);
    }
  }
}
