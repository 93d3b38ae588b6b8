package dev.trivium.app.fetch;

import java.util.List;
import java.util.regex.Pattern;

/** What npm prints when it fails: a dozen lines, one of which says why. */
final class NpmOutput {
  private static final Pattern ERROR = Pattern.compile("^npm (error|ERR!) ?(?<text>.*)$");
  private static final Pattern USELESS =
      Pattern.compile(
          "^(code|syscall|errno|path|dest|address|port|type) .*|^\\s.*|^[{}].*"
              + "|^A complete log.*|^If you are behind.*|^");

  private NpmOutput() {}

  /** The first line of the errors that says more than a code, or the last that says anything. */
  static String reason(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .map(ERROR::matcher)
        .filter(m -> m.matches())
        .map(m -> m.group("text"))
        .filter(text -> !USELESS.matcher(text).matches())
        .findFirst()
        .orElseGet(() -> lines.isEmpty() ? "it does not say why" : lines.get(lines.size() - 1));
  }
}
