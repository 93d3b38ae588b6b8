package dev.trivium.app.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.app.console.UsageException;
import dev.trivium.core.EditDistance;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of models by name, out of a file: lines {@code name = value} or a JSON object. A name
 * may be led by the model's, as in {@code ease.regularization}, and is then for it alone.
 */
record ModelSettings(SortedMap<String, String> values) {
  static final ModelSettings NONE = new ModelSettings(new TreeMap<>());

  static ModelSettings of(Map<String, String> values) {
    return new ModelSettings(new TreeMap<>(values));
  }

  static ModelSettings read(Path file) {
    SortedMap<String, String> values = new TreeMap<>();
    try (Reader in = Files.newBufferedReader(file)) {
      if (String.valueOf(file.getFileName()).endsWith(".json")) {
        flatten("", new ObjectMapper().readTree(in), values);
      } else {
        Properties properties = new Properties();
        properties.load(in);
        properties.forEach((name, value) -> values.put(name.toString(), value.toString().strip()));
      }
    } catch (IOException | IllegalArgumentException e) {
      String reason = e instanceof IOException io ? Reason.of(io) : String.valueOf(e.getMessage());
      throw new TriviumException(
          "cannot read the settings %s: %s"
              .formatted(file, reason.lines().findFirst().orElse("").strip()),
          e);
    }
    return new ModelSettings(values);
  }

  private static void flatten(String prefix, JsonNode node, SortedMap<String, String> values) {
    node.properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().isObject()) {
                flatten(name + ".", field.getValue(), values);
              } else {
                values.put(name, field.getValue().asText());
              }
            });
  }

  /** These and others, which win. */
  ModelSettings with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return new ModelSettings(more);
  }

  /** These, and one of a model's where it is not set. */
  ModelSettings withDefault(ModelName model, String name, double value) {
    return of(model).values.containsKey(name)
        ? this
        : with(model + "." + name, Double.toString(value));
  }

  /** What is set for one model: its own, led by its name, before those led by no model's. */
  ModelSettings of(ModelName model) {
    SortedMap<String, String> all = new TreeMap<>();
    SortedMap<String, String> own = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          String leader = name.substring(0, Math.max(0, name.indexOf('.')));
          if (leader.equals(model.toString())) {
            own.put(name.substring(leader.length() + 1), value);
          } else if (Arrays.stream(ModelName.values())
              .noneMatch(m -> m.toString().equals(leader))) {
            all.put(name, value);
          }
        });
    all.putAll(own);
    return new ModelSettings(all);
  }

  /**
   * The record with those of its components changed that are set here; all must be its own. Of a
   * component {@code ridges} that is a map, {@code ridge.text} sets what {@code text} is in it.
   */
  <R extends Record> R over(R defaults) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String name : values.keySet()) {
      int dot = name.indexOf('.');
      requireKnown(dot < 0 ? name : name.substring(0, dot) + "s", name, names);
    }
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int c = 0; c < components.length; c++) {
      types[c] = components[c].getType();
      arguments[c] = value(defaults, components[c]);
    }
    return made(defaults, types, arguments);
  }

  private Object value(Record defaults, RecordComponent component) {
    String given = values.get(component.getName());
    try {
      if (component.getAccessor().invoke(defaults) instanceof Map<?, ?> map) {
        return changed(map, component.getName());
      }
      return given == null
          ? component.getAccessor().invoke(defaults)
          : parsed(component.getName(), given, component.getType());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the settings " + defaults + " cannot be read", e);
    }
  }

  private static void requireKnown(String component, String name, List<String> names) {
    if (!names.contains(component)) {
      List<String> near = EditDistance.near(name, names);
      throw new UsageException(
          "there is no setting '%s'; %s"
              .formatted(
                  name,
                  near.isEmpty()
                      ? "choose of " + String.join(", ", names)
                      : "did you mean " + String.join(" or ", near) + "?"));
    }
  }

  private SortedMap<Object, Object> changed(Map<?, ?> map, String name) {
    SortedMap<Object, Object> changed = new TreeMap<>(map);
    String prefix = name.substring(0, name.length() - 1) + ".";
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            changed.put(key.substring(prefix.length()), parsed(key, value, double.class));
          }
        });
    return changed;
  }

  private static Object parsed(String name, String value, Class<?> type) {
    try {
      if (type == int.class) {
        return Integer.parseInt(value);
      }
      if (type == long.class) {
        return Long.parseLong(value);
      }
      if (type == double.class) {
        return Double.parseDouble(value);
      }
      if (type == boolean.class && List.of("true", "false").contains(value)) {
        return Boolean.parseBoolean(value);
      }
    } catch (NumberFormatException e) {
      throw new UsageException("%s is '%s'; expected a number".formatted(name, value));
    }
    throw new UsageException("%s is '%s', which it cannot be".formatted(name, value));
  }

  @SuppressWarnings("unchecked") // a record's canonical constructor makes a record
  private static <R extends Record> R made(R defaults, Class<?>[] types, Object[] arguments) {
    try {
      return (R) defaults.getClass().getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw new UsageException(String.valueOf(wrong.getMessage()));
      }
      throw new IllegalStateException("settings cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("settings cannot be made", e);
    }
  }
}
