package dev.trivium.app.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pinned npm packages in a cache folder. What is there at its version is used as it is, without the
 * npm client or a network; the rest is installed by the client beside its place and then moved, so
 * that a download that fails or is stopped leaves nothing.
 */
public final class NpmPackages {
  private final Path cache;
  private final NpmClient client;

  /**
   * @param npm the npm client: a name on the PATH, or a path
   */
  public NpmPackages(Path cache, String npm) {
    this.cache = cache;
    this.client = new NpmClient(npm);
  }

  /** The folder of the package, which is fetched if it is not there. */
  public Path fetch(NpmPackage wanted) {
    Path place = cache.resolve(wanted.toString().replace('/', '+'));
    Path folder = inside(place, wanted);
    if (!installed(folder, wanted)) {
      AtomicFiles.writeFolder(
          place,
          beside -> {
            client.install(wanted, beside);
            requireInstalled(inside(beside, wanted), wanted);
          });
    }
    return folder;
  }

  private static Path inside(Path place, NpmPackage wanted) {
    return place.resolve("node_modules").resolve(wanted.name());
  }

  private static boolean installed(Path folder, NpmPackage wanted) {
    try {
      JsonNode described =
          new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("package.json")));
      return described.path("name").asText().equals(wanted.name())
          && described.path("version").asText().equals(wanted.version());
    } catch (IOException e) {
      return false; // not there, or damaged: fetched again
    }
  }

  private static void requireInstalled(Path folder, NpmPackage wanted) {
    if (!installed(folder, wanted)) {
      throw new TriviumException(
          "npm says that it installed "
              + wanted
              + ", but the package is not in its node_modules; look for an npm setting that moves"
              + " it, such as 'global' or 'location'");
    }
  }
}
