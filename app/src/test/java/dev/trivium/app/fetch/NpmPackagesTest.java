package dev.trivium.app.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NpmPackagesTest {
  private static final NpmPackage PACKAGE = new NpmPackage("@scope/thing", "1.2.3");
  private static final String INSTALL =
      """
      echo "$@" >> calls
      shift; mkdir -p "$2/node_modules/@scope/thing"
      echo '{"name": "@scope/thing", "version": "1.2.3"}' > "$2/node_modules/@scope/thing/package.json"
      """;

  @TempDir Path dir;

  /** The packages of a client that does this in place of npm, in the test's folder. */
  private NpmPackages packages(String script) throws IOException {
    Path npm = dir.resolve("npm");
    Files.writeString(npm, "#!/bin/sh\ncd '" + dir + "'\n" + script);
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new NpmPackages(dir.resolve("cache"), npm.toString());
  }

  private List<String> cached() throws IOException {
    if (!Files.exists(dir.resolve("cache"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir.resolve("cache"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws IOException {
    Path folder = packages(INSTALL).fetch(PACKAGE);
    assertThat(folder.resolve("package.json")).exists();
    assertThat(packages("exit 1").fetch(PACKAGE)).isEqualTo(folder);
    assertThat(new NpmPackages(dir.resolve("cache"), "no-npm").fetch(PACKAGE)).isEqualTo(folder);
    assertThat(Files.readString(dir.resolve("calls")).strip())
        .hasLineCount(1)
        .startsWith("install --prefix " + dir)
        .contains("--ignore-scripts")
        .endsWith(" @scope/thing@1.2.3");
    assertThat(cached()).containsExactly("@scope+thing@1.2.3");
  }

  @Test
  void whatIsDamagedIsFetchedAgain() throws IOException {
    Path described = packages(INSTALL).fetch(PACKAGE).resolve("package.json");
    for (String damage : List.of("", "{\"name\": \"@scope/thing\", \"version\": \"1.2.4\"}")) {
      Files.writeString(described, damage);
      packages(INSTALL).fetch(PACKAGE);
      assertThat(described).content().contains("1.2.3");
    }
    assertThat(cached()).hasSize(1);
  }

  @Test
  void aFailureSaysWhyAndLeavesNothing() throws IOException {
    NpmPackages packages =
        packages(
            INSTALL
                + """
                cat >&2 <<'END'
                npm warn Unknown user config
                npm error code ECONNREFUSED
                npm error syscall connect
                npm error FetchError: request to somewhere failed, reason: connection refused
                npm error     at ClientRequest.<anonymous> (index.js:130:14)
                npm error A complete log of this run can be found in: a file
                END
                exit 1
                """);
    assertThatThrownBy(() -> packages.fetch(PACKAGE))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith(
            "npm could not fetch @scope/thing@1.2.3: FetchError: request to somewhere failed,"
                + " reason: connection refused; see that the network");
    assertThat(cached()).isEmpty();
  }

  @Test
  void aStoppedDownloadSaysSo() throws IOException {
    NpmPackages packages = packages(INSTALL + "exit 130\n");
    assertThatThrownBy(() -> packages.fetch(PACKAGE))
        .hasMessage("the download of @scope/thing@1.2.3 was stopped; start again to fetch it");
    assertThat(cached()).isEmpty();
  }

  @Test
  void anInstallThatInstallsNothingIsAnError() throws IOException {
    NpmPackages packages = packages("exit 0\n");
    assertThatThrownBy(() -> packages.fetch(PACKAGE))
        .hasMessageContaining("not in its node_modules");
    assertThat(cached()).isEmpty();
  }

  @Test
  void aMissingClientIsOneSentence() {
    NpmPackages packages = new NpmPackages(dir.resolve("cache"), "no-such-npm");
    assertThatThrownBy(() -> packages.fetch(PACKAGE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("the npm client 'no-such-npm' cannot be run")
        .hasMessageContaining("install Node.js");
  }

  @Test
  void theReasonIsTheLineThatSaysMoreThanACode() {
    assertThat(NpmOutput.reason("npm error code ETARGET\nnpm error notarget No matching version\n"))
        .isEqualTo("notarget No matching version");
    assertThat(NpmOutput.reason("npm ERR! code E404\nnpm ERR! 404 Not Found\n"))
        .isEqualTo("404 Not Found");
    assertThat(NpmOutput.reason("segmentation fault\n")).isEqualTo("segmentation fault");
    assertThat(NpmOutput.reason("")).isEqualTo("it does not say why");
  }
}
