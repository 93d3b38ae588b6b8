package dev.trivium.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trivium.core.TriviumException;
import dev.trivium.core.tensor.TfLiteWeights;
import dev.trivium.core.tensor.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The unpacked npm package {@code @mediapipe/objectron}. Its files are packed into one, and the
 * script that loads it in a browser ends in a call {@code loadPackage({"files": [{"filename": …,
 * "start": …, "end": …}, …]})} that says which bytes are whose: in version 0.4.1675468480 the
 * detector's are those from 184 to 9987912.
 */
final class ObjectronPackage {
  private static final String DATA = "objectron_solution_packed_assets.data";
  private static final String LOADER = "objectron_solution_packed_assets_loader.js";
  private static final String MODEL = "object_detection_ssd_mobilenetv2_oidv4_fp16.tflite";
  private static final String CALL = "loadPackage({";

  private final Path data;
  private final Path loader;

  ObjectronPackage(Path folder) {
    this.data = folder.resolve(DATA);
    this.loader = folder.resolve(LOADER);
  }

  /** The detector's weights, its backbone's among them. */
  Weights weights() {
    try {
      JsonNode entry = entry();
      return TfLiteWeights.read(
          data + " (" + MODEL + ")",
          bytes(entry.path("start").asLong(-1), entry.path("end").asLong(-1)));
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read "
              + e.getMessage()
              + " of the npm package @mediapipe/objectron; run 'npm install @mediapipe/objectron'",
          e);
    }
  }

  private JsonNode entry() throws IOException {
    String script = Files.readString(loader);
    int call = script.lastIndexOf(CALL);
    if (call >= 0) {
      for (JsonNode file : parse(script.substring(call + CALL.length() - 1)).path("files")) {
        if (file.path("filename").asText().endsWith("/" + MODEL)) {
          return file;
        }
      }
    }
    throw new TriviumException(
        loader
            + " does not say where "
            + MODEL
            + " lies; install @mediapipe/objectron@0.4.1675468480");
  }

  private JsonNode parse(String json) throws IOException {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new TriviumException(loader + " is damaged; install @mediapipe/objectron again", e);
    }
  }

  private ByteBuffer bytes(long start, long end) throws IOException {
    try (FileChannel channel = FileChannel.open(data)) {
      if (start < 0 || end < start || end > channel.size()) {
        throw new TriviumException(
            data
                + " is cut short: "
                + MODEL
                + " ends at byte "
                + end
                + " of "
                + channel.size()
                + "; install @mediapipe/objectron again");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, start, end - start);
    }
  }
}
