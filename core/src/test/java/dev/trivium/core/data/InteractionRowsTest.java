package dev.trivium.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionRowsTest {
  private static InteractionRows read(
      List<String> labels, RowSettings settings, @Nullable Object[]... rows) {
    try {
      return InteractionRows.read(Rows.of(labels, rows), "a.csv", settings, Progress.NONE);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static InteractionRows read(String labels, @Nullable Object[]... rows) {
    return read(List.of(labels.split(",", -1)), RowSettings.DEFAULT, rows);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userId,movieId,rating,timestamp",
        "USER_ID,asin,overall,unixReviewTime",
        "user_id:token,item_id:token,rating:float,timestamp:float",
        "user,track,plays,ts",
        "Reviewer-ID,Product ID,score,date"
      })
  void findsColumnsByWhatTheyAreCalled(String labels) {
    Interactions read = read(labels, row("a", "x", "2.5", "17")).interactions();
    assertThat(read.events()).containsExactly(new Interaction("a", "x", 2.5f, 17));
  }

  @Test
  void findsColumnsInAnyOrderAndPrefersTheUserOverTheSession() {
    List<String> labels = List.of("time", "session", "item", "user");
    assertThat(read(labels, RowSettings.DEFAULT, row(5L, "s", "x", "a")).interactions().events())
        .containsExactly(new Interaction("a", "x", 1, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"b,d", "user=b,item=d", "item=d,user=B", "b,d,c", "user=b,d,time=e"})
  void takesColumnsThatAreNamed(String wanted) {
    RowSettings settings = RowSettings.DEFAULT.withColumns(List.of(wanted.split(",", -1)));
    Interactions read =
        read(List.of("a", "b", "c", "d", "e"), settings, row("1", "u", "1", "i", "9"))
            .interactions();
    assertThat(read.users()).containsExactly("u");
    assertThat(read.items()).containsExactly("i");
  }

  @Test
  void keepsIdsAsTheyAre() {
    Interactions read =
        read("user,item", row("007", " x "), row(7L, "X"), row("Ü", "a,b")).interactions();
    assertThat(read.users()).containsExactly("007", "7", "Ü");
    assertThat(read.items()).containsExactly(" x ", "X", "a,b");
  }

  @ParameterizedTest
  @CsvSource({
    "1709208000, 1709208000",
    "1709208000.5, 1709208000",
    "-5, -5",
    "2024-02-29, 1709164800",
    "2024-02-29T12:00:00Z, 1709208000",
    "2024-02-29 12:00:00, 1709208000",
    "2024-02-29T13:00:00+01:00, 1709208000",
    "'', 0"
  })
  void readsTimesOfManyForms(String given, long time) {
    assertThat(read("user,item,time", row("a", "x", given)).interactions().timeAt(0))
        .isEqualTo(time);
  }

  @Test
  void readsTimesOfDatabases() {
    Interactions read =
        read(
                "user,item,time",
                row("a", "x", Timestamp.valueOf("2024-02-29 12:00:00")),
                row("b", "x", LocalDate.of(2024, 2, 29)),
                row("c", "x", OffsetDateTime.parse("2024-02-29T13:00:00+01:00")),
                row("d", "x", 1.7e9),
                row("e", "x", null))
            .interactions();
    assertThat(read.events().stream().map(Interaction::time))
        .containsExactly(1709208000L, 1709164800L, 1709208000L, 1700000000L, 0L);
  }

  @Test
  void countsWhatItMergesLeavesOutAndDoubts() {
    long later = Instant.now().getEpochSecond() + 1_000_000;
    InteractionRows read =
        read(
            List.of("user", "item", "rating", "time"),
            RowSettings.DEFAULT.withMinRating(4),
            row("a", "x", 4, 5),
            row("a", "x", 5, 9),
            row("a", "y", 3.5, 5),
            row("b", "y", 4.5, later),
            row("b", "z", 4.5, later * 1000),
            row("b", "q", -1, later));
    assertThat(read.rows()).isEqualTo(6);
    assertThat(read.leftOut()).isEqualTo(2);
    assertThat(read.merged()).isEqualTo(1);
    assertThat(read.future()).isEqualTo(2);
    assertThat(read.interactions().events())
        .containsExactly(
            new Interaction("a", "x", 2, 9),
            new Interaction("b", "y", 1, later),
            new Interaction("b", "z", 1, later * 1000));
  }

  @Test
  void weighsEvents() {
    RowSettings settings =
        RowSettings.DEFAULT.withEventWeights(
            new TreeMap<>(Map.of("view", 1.0, "buy", 5.0, "ad", 0.0)));
    List<String> labels = List.of("user", "item", "event_type");
    InteractionRows read =
        read(labels, settings, row("a", "x", "view"), row("a", "x", "buy"), row("a", "y", "ad"));
    assertThat(read.interactions().events()).containsExactly(new Interaction("a", "x", 6, 0));
    assertThat(read.leftOut()).isEqualTo(1);
    assertThatThrownBy(() -> read(labels, settings, row("a", "x", "cart")))
        .hasMessage(
            "a.csv, data row 1: the event 'cart' has no weight among ad, buy, view; give it one with --event-weights, 0 to leave it out");
    assertThatThrownBy(() -> read(List.of("user", "item"), settings, row("a", "x")))
        .hasMessageContaining("no column of event types");
    assertThatThrownBy(
            () -> RowSettings.DEFAULT.withEventWeights(new TreeMap<>(Map.of("view", -1.0))))
        .hasMessage("the event 'view' weighs -1.0; choose a finite number of 0 or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NULL",
      value = {
        "a | x | -1 | row 2: the weight is -1.0; expected a finite number above 0",
        "a | x | NaN | row 2: the weight is NaN",
        "a | x | NULL | row 2: the weight is NaN",
        "a | x | Infinity | row 2: the weight is Infinity",
        "a | x | inf | row 2: the weight is 'inf'; expected a number",
        "a | x | 1e39 | row 2: the weight is 1.0E39; expected a finite number above 0, from 1.4e-45 to 3.4e38",
        "a | x | 1e-50 | row 2: the weight is 1.0E-50; expected a finite number above 0, from 1.4e-45",
        "a | x | 0 | row 2: the weight is 0; expected",
        "a | x | good | row 2: the weight is 'good'; expected a number",
        "NULL | x | 1 | row 2: there is no user; give every row one",
        "a | '' | 1 | row 2: there is no item",
        "a | 'x\ty' | 1 | row 2: the item id 'x\\ty' holds a tab or a line break",
        "'a\nb' | x | 1 | row 2: the user id 'a\\nb' holds a tab or a line break"
      })
  void refusesWhatIsNoInteraction(
      @Nullable String user, String item, @Nullable String weight, String message) {
    assertThatThrownBy(() -> read("user,item,weight", row("a", "x", "1"), row(user, item, weight)))
        .isInstanceOf(TriviumException.class)
        .hasMessageStartingWith("a.csv, data " + message);
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatThrownBy(() -> read("user,item,time", row("a", "x", "yesterday")))
        .hasMessageStartingWith("a.csv, data row 1: the time is 'yesterday'; expected");
    assertThatThrownBy(() -> read("user,item,time", row("a", "x", "12/31/2024")))
        .hasMessageStartingWith("a.csv, data row 1: the time is '12/31/2024'; expected");
  }

  @Test
  void saysWhichColumnsThereAre() {
    assertThatThrownBy(() -> read("a,b,c", row("1", "2", "3")))
        .isInstanceOf(TriviumException.class)
        .hasMessage(
            "a.csv has the columns a, b, c, none of them called user (or userid, uid, reviewer and the like); name them with --columns user,item,time or user=…,item=…");
    RowSettings wanted = RowSettings.DEFAULT.withColumns(List.of("user=a", "item=z"));
    assertThatThrownBy(() -> read(List.of("a", "b"), wanted, row("1", "2")))
        .hasMessage(
            "a.csv has the columns a, b, and none is called 'z'; name one of them with --columns");
    assertThatThrownBy(
            () ->
                read(
                    List.of("a", "b"),
                    RowSettings.DEFAULT.withColumns(List.of("person=a")),
                    row("1", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "columns is 'person=…', which is no part of an interaction; choose user, item, weight, time or event");
  }

  @Test
  void refusesNamesThatWouldBePassedOver() {
    RowSettings.DEFAULT.withColumns(List.of("who", "what", "stars", "when", "action"));
    RowSettings.DEFAULT.withColumns(List.of("a", "b", "c", "d"));
    assertThatThrownBy(
            () ->
                RowSettings.DEFAULT.withColumns(List.of("user", "item", "rating", "time", "page")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "columns is user,item,rating,time,page, and 'page' is none of user, item, weight, time and event; leave it out");
    assertThatThrownBy(
            () -> RowSettings.DEFAULT.withColumns(List.of("user", "item", "rating", "weight")))
        .hasMessage(
            "columns is user,item,rating,weight, where two are called what only one can be, the second 'weight'; leave one out, or say which is what as in weight=weight");
    assertThatThrownBy(() -> RowSettings.DEFAULT.withColumns(List.of("user=a", "b", "c", "d", "e")))
        .hasMessageContaining("and 'e' is none of user, item");
    assertThatThrownBy(
            () ->
                read(List.of("user", "item"), RowSettings.DEFAULT.withMinRating(4), row("1", "2")))
        .hasMessageContaining("no column of ratings");
  }
}
