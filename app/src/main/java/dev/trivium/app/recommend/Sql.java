package dev.trivium.app.recommend;

/** Words in SQL. */
final class Sql {
  private Sql() {}

  /** A literal. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
