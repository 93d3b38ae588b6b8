package dev.trivium.core.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON file of a model's folder, whose fields are believed only if they are what they must be.
 *
 * @param file where it lies, for messages
 * @param root what it holds
 */
public record JsonFile(Path file, JsonNode root) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Reads a file that must be there. */
  public static JsonFile read(Path file) {
    try {
      return new JsonFile(file, JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new TriviumException(file + " is not JSON; fetch or save it again", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  /** Reads a file; one that is not there is an empty object. */
  public static JsonFile readIfThere(Path file) {
    return Files.exists(file) ? read(file) : new JsonFile(file, JSON.createObjectNode());
  }

  /** Writes what Jackson makes of maps, lists, strings and numbers. */
  public static void write(Path file, Object content) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(content));
  }

  /** Whether there is such a field, and not null. */
  public boolean has(String field) {
    return root.hasNonNull(field);
  }

  /** A field as text, or another where there is none. */
  public String text(String field, String otherwise) {
    return has(field) ? root.path(field).asText() : otherwise;
  }

  /** A field that is true, and not false or missing. */
  public boolean flag(String field) {
    return root.path(field).asBoolean(false);
  }

  /** A whole number above 0. */
  public int count(String field) {
    JsonNode value = root.path(field);
    if (!value.isInt() || value.intValue() < 1) {
      throw wrong(field, "a whole number above 0");
    }
    return value.intValue();
  }

  /** A whole number above 0, or another where there is none. */
  public int count(String field, int otherwise) {
    return has(field) ? count(field) : otherwise;
  }

  /** A finite number, 0 or more. */
  public float number(String field, float otherwise) {
    JsonNode value = root.path(field);
    if (has(field) && !(value.isNumber() && value.floatValue() >= 0 && value.floatValue() < 1e30)) {
      throw wrong(field, "a number, 0 or more");
    }
    return has(field) ? value.floatValue() : otherwise;
  }

  /** Refuses a manifest that is not of a kind, or of another version than 1. */
  public JsonFile requireKind(String kind) {
    if (!isKind(kind)) {
      throw wrong("kind", kind);
    }
    if (count("format") != 1) {
      throw wrong("format", "1");
    }
    return this;
  }

  /** Whether it says that it is a manifest of a kind of folder. */
  public boolean isKind(String kind) {
    return text("kind", "").equals(kind);
  }

  /** What to throw about a field. */
  public TriviumException wrong(String field, String expected) {
    return new TriviumException(
        "%s has '%s': %s where %s is expected; is it the file of another kind of model?"
            .formatted(file, field, has(field) ? root.path(field) : "nothing", expected));
  }
}
