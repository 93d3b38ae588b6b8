package dev.trivium.core.data;

import java.util.List;
import java.util.Locale;

/** A part of a row that is known by what its column is called, in any case and punctuation. */
enum Column {
  USER(
      "user userid uid reviewer reviewerid customer customerid visitor visitorid member memberid"
          + " account accountid listener listenerid session sessionid"),
  ITEM(
      "item itemid iid movie movieid product productid parentasin asin track trackid song songid"
          + " book bookid isbn article articleid news newsid sku game gameid artist artistid"),
  WEIGHT("weight rating ratings score stars overall value count plays playcount listens"),
  TIME("timestamp time ts unixreviewtime date datetime createdat when"),
  EVENT("event eventtype type action behavior behaviour"),
  ID("id " + ITEM.spellings);

  private final String spellings;

  Column(String spellings) {
    this.spellings = spellings;
  }

  /** What it may be called, the surest first. */
  List<String> names() {
    return List.of(spellings.split(" ", -1));
  }

  /** The first of these labels, by what it may be called, or −1. */
  int in(List<String> labels) {
    List<String> plain = labels.stream().map(Column::plain).toList();
    return names().stream().mapToInt(plain::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  /** Whether all these are among the labels; of {@code user=visitor} it is {@code visitor}. */
  static boolean all(List<String> labels, List<String> wanted) {
    List<String> plain = labels.stream().map(Column::plain).toList();
    return wanted.stream().allMatch(w -> plain.contains(plain(w.substring(w.indexOf('=') + 1))));
  }

  /**
   * A label without case, punctuation and type: {@code User_ID} is {@code userid}, and so is {@code
   * user_id:token}, as RecBole's files have it.
   */
  static String plain(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll(":.*|[^\\p{L}\\p{N}]", "");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
