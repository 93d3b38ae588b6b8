package dev.trivium.core.data;

import dev.trivium.core.TriviumException;
import java.sql.SQLException;

/** Failures of databases, in one sentence. */
final class Sql {
  private Sql() {}

  static TriviumException failed(String sql, SQLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    return new TriviumException(
        "the database refuses '%s': %s; correct the query".formatted(sql, reason), e);
  }
}
