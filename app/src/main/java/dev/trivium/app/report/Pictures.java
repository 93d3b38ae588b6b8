package dev.trivium.app.report;

import java.util.List;

/** Draws items outside the map: tiles of the sheet, sized by the text around them. */
final class Pictures {
  private final List<DemoReport.Item> items;
  private final int columns;

  Pictures(List<DemoReport.Item> items, SpriteSheet sheet) {
    this.items = items;
    this.columns = sheet.columns();
  }

  String name(int item) {
    return Html.escape(items.get(item).name());
  }

  /** The picture as a button that shows the item on the map. */
  String button(int item) {
    return "<button type=\"button\" class=\"see\" data-item=\"%d\" title=\"%s\">%s</button>"
        .formatted(item, name(item), picture(item));
  }

  private String picture(int item) {
    return "<span class=\"pic\" role=\"img\" aria-label=\"%s\" style=\"--c:%d;--r:%d\"></span>"
        .formatted(name(item), item % columns, item / columns);
  }
}
