package dev.trivium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, copied beside a project that is only names, with a java and an mvn that talk. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path dir;

  private Path home;
  private Path jar;
  private Path tools;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void makeProject() throws IOException {
    home = Files.createDirectories(dir.resolve("a home"));
    Path launcher = home.resolve("trivium");
    Files.copy(Path.of("..", "trivium"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    jar = home.resolve("app/target/trivium.jar");
    Files.createDirectories(home.resolve("core/src/main/java"));
    Files.createDirectories(jar.getParent());
    write(home.resolve("pom.xml"), "<project/>");
    write(home.resolve("core/pom.xml"), "<project/>");
    write(home.resolve("core/src/main/java/A.java"), "class A {}");
    tools = Files.createDirectories(dir.resolve("jdk/bin"));
    java("17.0.1");
    program("mvn", "echo \"mvn in $PWD: $*\"; touch app/target/trivium.jar; exit ${MVN_EXIT:-0}");
  }

  private static Path write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return file;
  }

  private void program(String name, String script) throws IOException {
    Path program = write(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void java(String version) throws IOException {
    program(
        "java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\" 2026-01-01' >&2; exit; fi\n"
            + "for word; do echo \"<$word>\"; done; echo \"omp $OMP_WAIT_POLICY\"; exit 7");
  }

  private void built(Instant when) throws IOException {
    write(jar, "");
    Files.setLastModifiedTime(jar, FileTime.from(when));
  }

  private Ran run(Path launcher, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    Path err = dir.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(dir.toFile()).redirectError(err.toFile());
    builder.environment().remove("TRIVIUM_JAVA_OPTS");
    builder.environment().remove("OMP_WAIT_POLICY");
    builder.environment().put("JAVA_HOME", dir.resolve("jdk").toString());
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (InputStream said = process.getInputStream()) {
      String out = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), out, Files.readString(err));
    }
  }

  private Ran run(String... args) throws IOException, InterruptedException {
    return run(home.resolve("trivium"), Map.of(), args);
  }

  @Test
  void runsWhatIsBuilt() throws Exception {
    built(Instant.now().plusSeconds(60));
    Ran ran = run("demo", "--out", "two words");
    assertThat(ran.out())
        .contains("<--add-modules>\n<jdk.incubator.vector>", "<-Xmx2g>", "omp passive")
        .contains("<-Dtrivium.columns=0>")
        .doesNotContain("native-access")
        .contains("<-jar>\n<" + jar.toRealPath() + ">\n<demo>\n<--out>\n<two words>\n");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(7);
  }

  @Test
  void newerJavaIsToldMoreAndOptionsComeLast() throws Exception {
    built(Instant.now().plusSeconds(60));
    java("25");
    Ran ran = run(home.resolve("trivium"), Map.of("TRIVIUM_JAVA_OPTS", "-Xmx5g -Da=b"));
    assertThat(ran.out())
        .contains(
            "<--enable-native-access=ALL-UNNAMED>\n<--sun-misc-unsafe-memory-access=allow>\n",
            "<-Xmx2g>")
        .contains("<-Xmx5g>\n<-Da=b>\n<-jar>");
  }

  @Test
  void graphsMayTakeMostOfTheMemory() throws Exception {
    built(Instant.now().plusSeconds(60));
    assertThat(run("--verbose", "graph", "embed").out())
        .contains("<-XX:MaxRAMPercentage=60>")
        .doesNotContain("<-Xmx2g>");
    assertThat(run("demo", "graph").out()).contains("<-Xmx2g>").doesNotContain("MaxRAM");
  }

  @Test
  void classesAreArchivedOnceForEachBuild() throws Exception {
    built(Instant.now());
    Path archive = jar.resolveSibling("trivium.jsa");
    program(
        "java",
        """
        if [ "$1" = -version ]; then echo 'openjdk version "17" 2026-01-01' >&2; exit; fi
        for word; do
          case $word in
            -XX:ArchiveClassesAtExit=*) echo made >"${word#*=}";;
            -XX:SharedArchiveFile=*) cat "${word#*=}";;
          esac
        done
        """);
    assertThat(run("demo")).isEqualTo(new Ran(0, "made\n", ""));
    Files.writeString(archive, "kept\n");
    assertThat(run("demo").out()).isEqualTo("kept\n");
  }

  @Test
  void aJavaWithoutArchivesIsNotAskedTwice() throws Exception {
    built(Instant.now());
    run("demo");
    Path archive = jar.resolveSibling("trivium.jsa");
    assertThat(archive).isEmptyFile();
    FileTime asked = Files.getLastModifiedTime(archive);
    run("demo");
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(asked);
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    built(Instant.now().plusSeconds(60));
    Path inner = Files.createSymbolicLink(home.resolve("link"), Path.of("trivium"));
    Path outer = Files.createSymbolicLink(dir.resolve("outer"), inner);
    assertThat(run(outer, Map.of()).out()).contains("<" + jar.toRealPath() + ">");
  }

  @Test
  void buildsWhatIsNotBuilt() throws Exception {
    Ran ran = run("demo");
    assertThat(ran.err())
        .startsWith("trivium: building")
        .contains("mvn in " + home.toRealPath() + ": ", "-pl app -am", "package");
    assertThat(ran.out()).startsWith("<--add-modules>").endsWith("<demo>\nomp passive\n");
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    built(Instant.now().plusSeconds(60));
    assertThat(run().err()).isEmpty();
    Path source = home.resolve("core/src/main/java/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));
    assertThat(run().err()).contains("building");
    Files.delete(source);
    built(Instant.now().minusSeconds(60));
    assertThat(run().err()).contains("building");
  }

  @Test
  void aFailedBuildIsShownAndLeavesNothingToRun() throws Exception {
    Ran ran = run(home.resolve("trivium"), Map.of("MVN_EXIT", "1"));
    assertThat(ran.err()).contains("mvn in", "trivium: the build failed");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(jar).doesNotExist();
  }

  @Test
  void complainsOfAnOldOrMissingJava() throws Exception {
    java("1.8.0_392");
    assertThat(run().err()).contains("is Java 1; expected 17 or later");
    Ran ran = run(home.resolve("trivium"), Map.of("JAVA_HOME", "/nowhere"));
    assertThat(ran.err())
        .isEqualTo(
            "trivium: JAVA_HOME is /nowhere, where there is no bin/java; set it to the folder of a"
                + " JDK, 17 or later, or unset it\n");
    assertThat(ran.exit()).isEqualTo(1);
  }
}
