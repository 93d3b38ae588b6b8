package dev.trivium.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static Catalog read(
      List<String> labels, List<String> wanted, @Nullable Object[]... rows) {
    try {
      return Catalog.read(Rows.of(labels, rows), "items.tsv", wanted, Progress.NONE);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private final Catalog movies =
      read(
          List.of("movieId", "title", "genres", "year", "poster"),
          List.of(),
          row("1", "Heat (1995)", "Action|Crime", "1995", "https://example.org/1.jpg"),
          row("2", "  ", null, "1996", "https://example.org/2.jpg"));

  @Test
  void joinsTheColumnsOfWords() {
    assertThat(movies.ids()).containsExactly("1", "2");
    assertThat(movies.textColumns()).containsExactly("title", "genres");
    assertThat(movies.text("1")).isEqualTo("Heat (1995). Action Crime");
    assertThat(movies.text("2")).isEmpty();
    assertThat(movies.text("3")).isEmpty();
    assertThat(movies.columns()).containsExactly("title", "genres", "year", "poster");
    assertThat(movies.rows().get("1")).contains("1995");
  }

  @Test
  void takesColumnsThatAreNamed() {
    Catalog named =
        read(List.of("a", "b", "c"), List.of("b", "C"), row("Heat", "1", "x"), row("Up", "2", "y"));
    assertThat(named.ids()).containsExactly("1", "2");
    assertThat(named.text("2")).isEqualTo("y");
  }

  @Test
  void joinsTwoCatalogues() {
    Catalog both =
        movies.and(
            read(List.of("item", "tags"), List.of(), row("1", "robbery"), row("9", "space")));
    assertThat(both.text("1")).isEqualTo("Heat (1995). Action Crime. robbery");
    assertThat(both.text("9")).isEqualTo("space");
    assertThat(both.ids()).containsExactly("1", "2", "9");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> read(List.of("a", "b"), List.of(), row("1", "2")))
        .hasMessageStartingWith("items.tsv has the columns a, b, none of them called item");
    assertThatThrownBy(() -> read(List.of("id", "b"), List.of("id", "title"), row("1", "2")))
        .hasMessageContaining("none is called 'title'");
    assertThatThrownBy(() -> read(List.of("id"), List.of(), row("1"), row("1")))
        .hasMessage("items.tsv, data row 2: the item '1' stands twice; leave one row out");
    assertThatThrownBy(() -> read(List.of("id"), List.of(), row("a\tb")))
        .hasMessageContaining("holds a tab or a line break");
  }
}
