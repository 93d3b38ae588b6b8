package dev.trivium.app.fetch;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Jars of Maven's registry in a cache folder. What is there is used as it is, without Maven or a
 * network; the rest is fetched by {@code mvn} beside its place and then moved.
 */
public final class MavenJars {
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

  private final Path cache;
  private final RegistryClient client;

  /**
   * @param mvn Maven: a name on the PATH, or a path
   */
  public MavenJars(Path cache, String mvn) {
    this.cache = cache;
    this.client =
        new RegistryClient(
            "Maven", mvn, "install Maven 3.8 or later, and see that mvn is on the PATH");
  }

  /** Whether the jar of {@code group:name:version} is there already. */
  public boolean has(String artifact) {
    return Files.exists(jar(artifact));
  }

  /** The jar of {@code group:name:version}, which is fetched if it is not there. */
  public Path fetch(String artifact) {
    if (!has(artifact)) {
      AtomicFiles.writeFolder(place(artifact), beside -> copy(artifact, beside));
      if (!has(artifact)) {
        throw new TriviumException(
            "Maven says that it fetched %s, but there is no %s".formatted(artifact, jar(artifact)));
      }
    }
    return jar(artifact);
  }

  private Path place(String artifact) {
    return cache.resolve(artifact.substring(artifact.indexOf(':') + 1).replace(':', '-'));
  }

  private Path jar(String artifact) {
    Path place = place(artifact);
    return place.resolve(place.getFileName() + ".jar");
  }

  private void copy(String artifact, Path folder) {
    List<String> arguments =
        List.of(
            "-B",
            "-q",
            COPY,
            "-Dartifact=" + artifact,
            "-DoutputDirectory=" + folder.toAbsolutePath());
    RegistryClient.Outcome outcome = client.run(arguments, artifact, folder);
    if (outcome.status() != 0) {
      String reason =
          outcome.said().lines().filter(line -> line.contains("ERROR")).findFirst().orElse("");
      throw new TriviumException(
          "Maven could not fetch %s: %s; see that the network and Maven's settings are right, and"
                  .formatted(artifact, reason)
              + " start again");
    }
  }
}
