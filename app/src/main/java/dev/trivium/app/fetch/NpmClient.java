package dev.trivium.app.fetch;

import dev.trivium.core.TriviumException;
import java.nio.file.Path;
import java.util.List;

/** The npm client. */
final class NpmClient {
  private final RegistryClient client;

  NpmClient(String npm) {
    this.client =
        new RegistryClient(
            "npm", npm, "install Node.js, which brings npm, and see that it is on the PATH");
  }

  /**
   * Installs a package into {@code folder/node_modules}; scripts are not run. If the program is
   * stopped meanwhile, so is the client, and the folder is deleted.
   */
  void install(NpmPackage wanted, Path folder) {
    List<String> arguments =
        List.of(
            "install",
            "--prefix",
            folder.toAbsolutePath().toString(),
            "--no-audit",
            "--no-fund",
            "--no-save",
            "--ignore-scripts",
            wanted.toString());
    RegistryClient.Outcome outcome = client.run(arguments, wanted.toString(), folder);
    if (outcome.status() != 0) {
      throw new TriviumException(
          "npm could not fetch "
              + wanted
              + ": "
              + NpmOutput.reason(outcome.said())
              + "; see that the network and npm's settings are right, with 'npm view "
              + wanted
              + "', and start again");
    }
  }
}
