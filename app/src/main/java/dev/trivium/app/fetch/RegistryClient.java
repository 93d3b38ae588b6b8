package dev.trivium.app.fetch;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client of a package registry, run as a process of its own.
 *
 * @param name what the client is called
 * @param program the program: a name on the PATH, or a path
 * @param remedy what to do where it cannot be run
 */
record RegistryClient(String name, String program, String remedy) {
  private static final int STOPPED_BY_CTRL_C = 130;
  private static final int STOPPED = 143;
  private static final long SECONDS_TO_STOP = 3;

  /** How the client ended, and what it said. */
  record Outcome(int status, String said) {}

  /**
   * Runs the client to its end. If the program is stopped meanwhile, so is the client, and the
   * folder is deleted.
   *
   * @param wanted what is fetched, for messages
   * @param folder where it is fetched to
   */
  Outcome run(List<String> arguments, String wanted, Path folder) {
    Process process = start(arguments, wanted);
    Thread hook = new Thread(() -> abandon(process, folder), "stop " + name);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status == STOPPED_BY_CTRL_C || status == STOPPED) {
        throw stopped(wanted);
      }
      return new Outcome(status, said);
    } catch (IOException e) {
      throw new TriviumException("cannot hear what " + name + " says of " + wanted + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(wanted);
    } finally {
      process.destroy();
      remove(hook);
    }
  }

  private Process start(List<String> arguments, String wanted) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new TriviumException(
          "the %s client '%s' cannot be run, and %s is to be fetched; %s"
              .formatted(name, program, wanted, remedy),
          e);
    }
  }

  private static TriviumException stopped(String wanted) {
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
