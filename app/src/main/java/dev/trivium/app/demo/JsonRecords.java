package dev.trivium.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

/** A file that is a JSON list of objects, whose entries complain with the file and their number. */
final class JsonRecords implements Iterable<JsonRecords.Entry> {
  private final Path file;
  private final JsonNode list;

  private JsonRecords(Path file, JsonNode list) {
    this.file = file;
    this.list = list;
  }

  static JsonRecords read(Path file) {
    try {
      JsonNode list = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!list.isArray()) {
        throw new TriviumException(file + " is no list of emoji; " + remedy());
      }
      return new JsonRecords(file, list);
    } catch (JsonProcessingException e) {
      throw new TriviumException(
          file
              + ":"
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + " is not JSON, or cut short; "
              + remedy(),
          e);
    } catch (NoSuchFileException e) {
      throw new TriviumException("there is no " + file + "; " + remedy(), e);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + file + ": " + e, e);
    }
  }

  /** What helps against a damaged package. */
  static String remedy() {
    return "delete the package's folder and start again, which fetches it anew";
  }

  @Override
  public Iterator<Entry> iterator() {
    Iterator<JsonNode> nodes = list.elements();
    return new Iterator<>() {
      private int number;

      @Override
      public boolean hasNext() {
        return nodes.hasNext();
      }

      @Override
      public Entry next() {
        return new Entry(file, ++number, nodes.next());
      }
    };
  }

  /** One object of the list; the first is number 1. */
  record Entry(Path file, int number, JsonNode node) {
    /** A field that must be there, as text. */
    String text(String field) {
      JsonNode value = node.path(field);
      if (!value.isTextual() || value.asText().isBlank()) {
        throw wrong("has no text '" + field + "'");
      }
      return value.asText();
    }

    TriviumException wrong(String what) {
      return new TriviumException(file + ": entry " + number + " " + what + "; " + remedy());
    }
  }
}
