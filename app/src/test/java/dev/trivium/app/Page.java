package dev.trivium.app;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A page of the documentation, and the code in it. */
record Page(String text) {
  static final Path HOME = Path.of("..");

  static Page read(String name) throws IOException {
    return new Page(Files.readString(HOME.resolve(name)));
  }

  /** The blocks of one language. */
  List<String> blocks(String language) {
    return matches("(?ms)^```" + language + "\\n(.*?)^```$", text);
  }

  /** All commands, a line each. */
  List<String> commands() {
    return blocks("sh").stream().flatMap(String::lines).toList();
  }

  /** The first group of each match. */
  static List<String> matches(String regex, String in) {
    return Pattern.compile(regex).matcher(in).results().map(Page::first).toList();
  }

  private static String first(MatchResult m) {
    return m.group(1);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  /**
   * What the compiler says of statements that see all of some packages; nothing where they are
   * well.
   */
  static String compiled(String name, List<String> packages, String statements, Path out) {
    String imports =
        packages.stream().map(p -> "import " + p + ".*;").collect(Collectors.joining());
    JavaFileObject source =
        new Source(
            name,
            imports + " class " + name + " { void run() throws Exception {\n" + statements + "}}");
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path", ""));
    boolean well =
        ToolProvider.getSystemJavaCompiler()
            .getTask(said, null, null, options, null, List.of(source))
            .call();
    return well ? "" : said.toString();
  }
}
