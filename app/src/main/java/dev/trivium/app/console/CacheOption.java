package dev.trivium.app.console;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where downloads and vectors are kept. */
public final class CacheOption {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where downloads and vectors are kept (TRIVIUM_CACHE, otherwise trivium in"
              + " XDG_CACHE_HOME or in ~/.cache).")
  private @Nullable Path cache;

  public Path folder() {
    return cache != null ? cache : folder(System.getenv(), System.getProperty("user.home", "."));
  }

  /** Where it is if not said. A relative XDG_CACHE_HOME does not count, as its standard says. */
  static Path folder(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("TRIVIUM_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    boolean counts = !xdg.isEmpty() && Path.of(xdg).isAbsolute();
    return (counts ? Path.of(xdg) : Path.of(home, ".cache")).resolve("trivium");
  }
}
