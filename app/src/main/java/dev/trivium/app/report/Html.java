package dev.trivium.app.report;

/** Text made safe for a page. */
final class Html {
  private Html() {}

  /** Text as it may stand between tags and within quoted attributes. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\t', '\n', '\r' -> out.append(' ');
      default -> out.appendCodePoint(allowed(c) ? c : 0xfffd);
    }
  }

  /**
   * Whether a page may hold the character at all: no control, no half of a pair, no non-character.
   */
  private static boolean allowed(int c) {
    return c >= 0x20
        && (c < 0x7f || c > 0x9f)
        && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        && (c & 0xfffe) != 0xfffe;
  }

  /**
   * JSON as it may stand within a script element: {@code <}, {@code >} and {@code &} occur in
   * strings alone, where their escapes mean the same.
   */
  static String script(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
