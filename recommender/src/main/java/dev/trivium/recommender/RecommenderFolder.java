package dev.trivium.recommender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trivium.core.Lazy;
import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.embedding.TableFolder;
import dev.trivium.core.io.AtomicFiles;
import dev.trivium.core.io.Reason;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.SharedSpace;
import dev.trivium.recommender.space.SpaceFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link SharedSpaceRecommender} on disk: {@code manifest.json}, which names the folder {@code
 * data-N} with all else, so that one write replaces all at once. There are the {@code space} (a
 * {@link SpaceFolder}), {@code histories.bin}, {@code content/MODALITY} (a {@link TableFolder}
 * each) and {@code updates.journal}.
 */
final class RecommenderFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int FORMAT = 1;
  private static final String KIND = "shared-space-recommender";
  private static final String MANIFEST = "manifest.json";
  private static final String DATA = "data-";
  static final String JOURNAL = "updates.journal";
  private static final int PATIENCE = 5;

  private RecommenderFolder() {}

  /** Writes what is new beside what is old, then names it, then deletes what is old. */
  static void save(SharedSpaceRecommender recommender, Path folder) {
    requireOurs(folder);
    FolderLock lock = FolderLock.of(folder);
    try {
      Path data = folder.resolve(DATA + (number(folder) + 1));
      AtomicFiles.deleteQuietly(data);
      write(recommender, data);
      AtomicFiles.force(data);
      Map<String, Object> manifest = new LinkedHashMap<>();
      manifest.put("format", FORMAT);
      manifest.put("kind", KIND);
      manifest.put("space", recommender.space().provenance().space());
      manifest.put("data", String.valueOf(data.getFileName()));
      byte[] json = JSON.writeValueAsBytes(manifest);
      AtomicFiles.writeForced(folder.resolve(MANIFEST), out -> out.write(json));
      deleteOthers(folder, data);
    } catch (IOException e) {
      throw new TriviumException("cannot write " + folder + ": " + Reason.of(e), e);
    } finally {
      lock.close();
    }
  }

  /** Refuses to write among files of something else. */
  private static void requireOurs(Path folder) {
    if (Files.exists(folder.resolve(MANIFEST))) {
      manifest(folder);
      return;
    }
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> there = Files.newDirectoryStream(folder)) {
        for (Path file : there) {
          String name = String.valueOf(file.getFileName());
          if (!name.startsWith(DATA) && !name.startsWith(".")) {
            throw new TriviumException(
                folder + " holds other things, such as " + name + "; choose a new folder");
          }
        }
      }
    } catch (IOException e) {
      throw new TriviumException("cannot write " + folder + ": " + Reason.of(e), e);
    }
  }

  /** Refuses what a recommender was never saved to. */
  static void requireFolder(Path folder) {
    manifest(folder);
  }

  /** Refuses a folder whose replacement would lose updates, or take it from who writes them. */
  static void requireNoUpdates(Path folder) {
    if (!Files.exists(folder.resolve(MANIFEST))) {
      return;
    }
    FolderLock lock = FolderLock.of(folder);
    try {
      Path data = folder.resolve(manifest(folder).path("data").asText());
      int updates = Journal.read(data.resolve(JOURNAL)).updates().size();
      if (updates > 0) {
        throw new TriviumException(
            "%s holds changes that were made while it was served, %d of them; choose another folder, or delete this one"
                .formatted(folder, updates));
      }
    } finally {
      lock.close();
    }
  }

  private static int number(Path folder) {
    if (!Files.exists(folder.resolve(MANIFEST))) {
      return 0;
    }
    String data = manifest(folder).path("data").asText();
    return Integer.parseInt(data.substring(DATA.length()));
  }

  private static void deleteOthers(Path folder, Path data) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, DATA + "*")) {
      for (Path other : all) {
        if (!other.equals(data)) {
          AtomicFiles.deleteQuietly(other);
        }
      }
    }
    deletePassing(folder);
  }

  /** What a killed process left half written, in a folder that is locked. */
  static void deletePassing(Path folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".*.tmp")) {
      all.forEach(AtomicFiles::deleteQuietly);
    }
  }

  private static void write(SharedSpaceRecommender recommender, Path data) {
    Trained trained = recommender.state().trained();
    SpaceFolder.write(trained.space(), data.resolve("space"));
    HistoriesFile.write(trained.histories(), data.resolve("histories.bin"));
    trained
        .content()
        .get()
        .modalities()
        .forEach((name, table) -> TableFolder.write(table, data.resolve("content").resolve(name)));
    Journal.write(data.resolve(JOURNAL), recommender.state().updates());
  }

  static SharedSpaceRecommender load(Path folder) {
    return load(folder, PATIENCE).recommender();
  }

  /** A recommender, where it lies, and the journal of its updates as it was read. */
  record Loaded(SharedSpaceRecommender recommender, Path data, Journal.Contents contents) {}

  /** Tries again where a folder was replaced while it was read. */
  static Loaded load(Path folder, int patience) {
    Path data = folder.resolve(manifest(folder).path("data").asText());
    try {
      SharedSpaceRecommender recommender = SharedSpaceRecommender.of(trained(folder, data));
      Journal.Contents contents = Journal.read(data.resolve(JOURNAL));
      for (Update update : contents.updates()) {
        recommender = recommender.apply(update);
      }
      return new Loaded(recommender, data, contents);
    } catch (TriviumException e) {
      boolean replaced = !data.equals(folder.resolve(manifest(folder).path("data").asText()));
      if (replaced && patience > 0) {
        return load(folder, patience - 1);
      }
      throw e;
    }
  }

  private static Trained trained(Path folder, Path data) {
    SharedSpace space = SpaceFolder.read(data.resolve("space"));
    Histories histories =
        HistoriesFile.read(
            data.resolve("histories.bin"), space.users().size(), space.items().size());
    return Trained.of(space, histories, new Lazy<>(() -> content(folder, data)));
  }

  /** Where the folder was replaced since, what is there still is not the whole. */
  private static Content content(Path folder, Path data) {
    Content content = content(data.resolve("content"));
    if (!data.equals(folder.resolve(manifest(folder).path("data").asText()))) {
      throw new TriviumException(
          folder
              + " was replaced since it was loaded, and the items' content is gone; load it again");
    }
    return content;
  }

  private static Content content(Path folder) {
    SortedMap<String, EmbeddingTable> modalities = new TreeMap<>();
    if (Files.exists(folder)) {
      try (DirectoryStream<Path> tables = Files.newDirectoryStream(folder)) {
        for (Path table : tables) {
          modalities.put(String.valueOf(table.getFileName()), TableFolder.read(table));
        }
      } catch (IOException e) {
        throw new TriviumException("cannot read " + folder + ": " + Reason.of(e), e);
      }
    }
    return new Content(modalities);
  }

  private static JsonNode manifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    try {
      JsonNode manifest = JSON.readTree(Files.readAllBytes(file));
      int format = manifest.path("format").asInt(-1);
      if (!manifest.path("kind").asText().equals(KIND)
          || !manifest.path("data").asText().matches(DATA + "[0-9]{1,9}")) {
        throw new TriviumException(
            folder + " is no folder of a recommender; give one that a recommender was saved to");
      }
      if (format != FORMAT) {
        throw new TriviumException(
            "%s is of format %d, and this version reads format %d; read it with the version that wrote it, or train again"
                .formatted(folder, format, FORMAT));
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new TriviumException(file + " is not JSON; the folder is damaged, save it again", e);
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read "
              + folder
              + ": "
              + Reason.of(e)
              + "; give a folder that a recommender was saved to",
          e);
    }
  }
}
