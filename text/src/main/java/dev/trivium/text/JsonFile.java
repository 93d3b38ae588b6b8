package dev.trivium.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON file of a model's folder, whose fields are believed only if they are what they must be.
 */
record JsonFile(Path file, JsonNode root) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Reads a file that must be there. */
  static JsonFile read(Path file) {
    try {
      return new JsonFile(file, JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new TriviumException(file + " is not JSON; fetch or save it again", e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + Reason.of(e), e);
    }
  }

  /** Reads a file; one that is not there is an empty object. */
  static JsonFile readIfThere(Path file) {
    return Files.exists(file) ? read(file) : new JsonFile(file, JSON.createObjectNode());
  }

  static void write(Path file, Object content) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(content));
  }

  boolean has(String field) {
    return root.hasNonNull(field);
  }

  String text(String field, String otherwise) {
    return has(field) ? root.path(field).asText() : otherwise;
  }

  boolean flag(String field) {
    return root.path(field).asBoolean(false);
  }

  /** A whole number above 0. */
  int count(String field) {
    JsonNode value = root.path(field);
    if (!value.isInt() || value.intValue() < 1) {
      throw wrong(field, "a whole number above 0");
    }
    return value.intValue();
  }

  int count(String field, int otherwise) {
    return has(field) ? count(field) : otherwise;
  }

  /** A finite number, 0 or more. */
  float number(String field, float otherwise) {
    JsonNode value = root.path(field);
    if (has(field) && !(value.isNumber() && value.floatValue() >= 0 && value.floatValue() < 1e30)) {
      throw wrong(field, "a number, 0 or more");
    }
    return has(field) ? value.floatValue() : otherwise;
  }

  TriviumException wrong(String field, String expected) {
    return new TriviumException(
        "%s has '%s': %s where %s is expected; is it the file of another kind of model?"
            .formatted(file, field, has(field) ? root.path(field) : "nothing", expected));
  }
}
