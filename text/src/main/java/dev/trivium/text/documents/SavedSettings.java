package dev.trivium.text.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trivium.core.TriviumException;
import dev.trivium.core.io.JsonFile;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Settings as the {@code manifest.json} of a model's folder has them. */
final class SavedSettings {
  private static final String TRAINING = "training";

  private SavedSettings() {}

  /** A manifest of this kind, for more to be put into it. */
  static Map<String, Object> manifest(String kind) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", 1);
    manifest.put("kind", kind);
    return manifest;
  }

  static void put(TermSettings settings, Weighting weighting, Map<String, Object> manifest) {
    manifest.put("unit", settings.unit().name());
    manifest.put("minLength", settings.minLength());
    manifest.put("maxLength", settings.maxLength());
    manifest.put("minDocuments", settings.minDocuments());
    manifest.put("maxShare", settings.maxShare());
    manifest.put("maxTerms", settings.maxTerms());
    put(settings.tokenizer(), manifest);
    manifest.put("sublinear", weighting.sublinear());
    manifest.put("inverse", weighting.inverse());
    manifest.put("smooth", weighting.smooth());
    manifest.put("normalize", weighting.normalize());
  }

  static TermSettings terms(JsonFile manifest) {
    return checked(
        manifest,
        () ->
            new TermSettings(
                TermSettings.Unit.valueOf(manifest.text("unit", "no unit")),
                manifest.count("minLength"),
                manifest.count("maxLength"),
                manifest.count("minDocuments"),
                manifest.root().path("maxShare").asDouble(),
                manifest.count("maxTerms"),
                tokenizer(manifest)));
  }

  static Weighting weighting(JsonFile manifest) {
    return new Weighting(
        manifest.flag("sublinear"),
        manifest.flag("inverse"),
        manifest.flag("smooth"),
        manifest.flag("normalize"));
  }

  static void put(Doc2VecSettings settings, Map<String, Object> manifest) {
    manifest.put("minCount", settings.minCount());
    put(settings.tokenizer(), manifest);
    manifest.put("seed", settings.training().seed());
    manifest.put(TRAINING, settings.training().asMap());
  }

  static Doc2VecSettings doc2Vec(JsonFile manifest) {
    Map<String, String> training = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : manifest.root().path(TRAINING).properties()) {
      training.put(e.getKey(), e.getValue().asText());
    }
    long seed = manifest.root().path("seed").asLong();
    return checked(
        manifest,
        () ->
            new Doc2VecSettings(
                SkipGramSettings.of(training, seed),
                manifest.count("minCount"),
                tokenizer(manifest)));
  }

  private static void put(Tokenizer tokenizer, Map<String, Object> manifest) {
    manifest.put("lowerCase", tokenizer.lowerCase());
    manifest.put("shortest", tokenizer.shortest());
    manifest.put("stopWords", tokenizer.stopWords().stream().sorted().toList());
  }

  private static Tokenizer tokenizer(JsonFile manifest) {
    Set<String> stopWords = new HashSet<>();
    manifest.root().path("stopWords").forEach(word -> stopWords.add(word.asText()));
    return new Tokenizer(manifest.flag("lowerCase"), manifest.count("shortest"), stopWords);
  }

  private static <T> T checked(JsonFile manifest, Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new TriviumException(
          "%s: %s; the folder is damaged, make it again".formatted(manifest.file(), e.getMessage()),
          e);
    }
  }
}
