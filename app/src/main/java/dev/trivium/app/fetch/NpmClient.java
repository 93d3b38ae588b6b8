package dev.trivium.app.fetch;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The npm client, run as a process of its own. */
final class NpmClient {
  private static final int STOPPED_BY_CTRL_C = 130;
  private static final int STOPPED = 143;
  private static final long SECONDS_TO_STOP = 3;

  private final String npm;

  NpmClient(String npm) {
    this.npm = npm;
  }

  /**
   * Installs a package into {@code folder/node_modules}; scripts are not run. If the program is
   * stopped meanwhile, so is the client, and the folder is deleted.
   */
  void install(NpmPackage wanted, Path folder) {
    Process process = start(wanted, folder);
    Thread hook = new Thread(() -> abandon(process, folder), "stop npm");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      requireSuccess(process.waitFor(), said, wanted);
    } catch (IOException e) {
      throw new TriviumException("cannot hear what npm says of " + wanted + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(wanted);
    } finally {
      process.destroy();
      remove(hook);
    }
  }

  private Process start(NpmPackage wanted, Path folder) {
    List<String> command =
        List.of(
            npm,
            "install",
            "--prefix",
            folder.toAbsolutePath().toString(),
            "--no-audit",
            "--no-fund",
            "--no-save",
            "--ignore-scripts",
            wanted.toString());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new TriviumException(
          "the npm client '"
              + npm
              + "' cannot be run, and "
              + wanted
              + " is to be fetched; install Node.js, which brings npm, and see that it is on the"
              + " PATH",
          e);
    }
  }

  private static void requireSuccess(int status, String said, NpmPackage wanted) {
    if (status == STOPPED_BY_CTRL_C || status == STOPPED) {
      throw stopped(wanted);
    }
    if (status != 0) {
      throw new TriviumException(
          "npm could not fetch "
              + wanted
              + ": "
              + NpmOutput.reason(said)
              + "; see that the network and npm's settings are right, with 'npm view "
              + wanted
              + "', and start again");
    }
  }

  private static TriviumException stopped(NpmPackage wanted) {
    return new TriviumException(
        "the download of " + wanted + " was stopped; start again to fetch it");
  }

  private static void abandon(Process process, Path folder) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    AtomicFiles.deleteQuietly(folder);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is stopping, and the hook at work
    }
  }
}
