package dev.trivium.app.recommend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a MovieLens folder, of any of its sizes, and what their columns are. */
enum MovieLens {
  /** From 2015 on: with headers. */
  CSV("ratings.csv", "movies.csv", "", ""),
  /** 1M and 10M. */
  DAT("ratings.dat", "movies.dat", "user,item,rating,timestamp", "id,title,genres"),
  /** 100K. */
  DATA("u.data", "u.item", "user,item,rating,timestamp", "id,title");

  private final String ratings;
  private final String movies;
  private final String columns;
  private final String itemColumns;

  MovieLens(String ratings, String movies, String columns, String itemColumns) {
    this.ratings = ratings;
    this.movies = movies;
    this.columns = columns;
    this.itemColumns = itemColumns;
  }

  /** What a folder holds; empty where it is none of MovieLens. */
  static Optional<MovieLens> of(String source) {
    Path folder = Path.of(source);
    return List.of(values()).stream()
        .filter(kind -> Files.isRegularFile(folder.resolve(kind.ratings)))
        .findFirst();
  }

  String ratings(String folder) {
    return Path.of(folder).resolve(ratings).toString();
  }

  String movies(String folder) {
    return Path.of(folder).resolve(movies).toString();
  }

  /** What is asked of the movies: what people tagged them with, too, where that is known. */
  @Nullable String movieQuery(String folder) {
    Path tags = Path.of(folder).resolve("tags.csv");
    return this == CSV && Files.isRegularFile(tags)
        ? "SELECT data.*, tags FROM data LEFT JOIN (SELECT movieId, string_agg(DISTINCT tag, ' ' ORDER BY tag)"
            + " AS tags FROM read_csv("
            + Sql.text(tags.toString())
            + ", header=true, all_varchar=true) GROUP BY movieId) USING (movieId)"
        : null;
  }

  List<String> columns() {
    return names(columns);
  }

  List<String> itemColumns() {
    return names(itemColumns);
  }

  private static List<String> names(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
  }
}
