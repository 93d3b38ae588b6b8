package dev.trivium.app.recommend;

import dev.trivium.core.TriviumException;
import dev.trivium.core.embedding.EmbeddingTable;
import dev.trivium.core.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Vectors as a Parquet file of two columns: {@code id} and {@code vector}, a list of floats. */
final class ParquetVectors {
  private ParquetVectors() {}

  /** Writes the file whole, in place of an older one. */
  static void write(EmbeddingTable vectors, Path file) {
    AtomicFiles.write(
        file,
        out -> {
          Path folder = Files.createTempDirectory("trivium");
          try {
            Path parquet = folder.resolve("vectors.parquet");
            copy(vectors, parquet);
            Files.copy(parquet, out);
          } catch (SQLException e) {
            throw new TriviumException(
                "cannot make %s: %s".formatted(file, String.valueOf(e.getMessage())), e);
          } finally {
            AtomicFiles.deleteQuietly(folder);
          }
        });
  }

  private static void copy(EmbeddingTable vectors, Path parquet) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE vectors (id VARCHAR, vector FLOAT[" + vectors.dimension() + "])");
      try (DuckDBAppender rows =
          connection.unwrap(DuckDBConnection.class).createAppender("main", "vectors")) {
        for (int r = 0; r < vectors.size(); r++) {
          rows.beginRow();
          rows.append(vectors.ids().get(r));
          rows.append(vectors.matrix().row(r));
          rows.endRow();
        }
      }
      statement.execute(
          "COPY (SELECT id, vector::FLOAT[] AS vector FROM vectors) TO "
              + Sql.text(parquet.toString())
              + " (FORMAT parquet)");
    }
  }
}
