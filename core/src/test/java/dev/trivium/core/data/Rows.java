package dev.trivium.core.data;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result of a query, made of arrays. */
final class Rows {
  private Rows() {}

  static ResultSet of(List<String> labels, @Nullable Object[]... rows) {
    ResultSetMetaData meta =
        proxy(
            ResultSetMetaData.class,
            (method, place) ->
                method.equals("getColumnCount") ? (Integer) labels.size() : labels.get(place - 1));
    int[] at = {-1};
    return proxy(
        ResultSet.class,
        (method, place) ->
            switch (method) {
              case "getMetaData" -> meta;
              case "next" -> ++at[0] < rows.length;
              case "getString" ->
                  rows[at[0]][place - 1] == null ? null : String.valueOf(rows[at[0]][place - 1]);
              case "getObject" -> rows[at[0]][place - 1];
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private interface Answer {
    @Nullable Object to(String method, int place);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer.to(
                    method.getName(),
                    arguments == null || arguments.length == 0 ? 0 : (Integer) arguments[0])));
  }
}
