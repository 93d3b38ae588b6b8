package dev.trivium.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.trivium.core.TriviumException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Texts to token ids by a Hugging Face {@code tokenizer.json}, special tokens included, cut to a
 * length and never padded, whatever the file asks for. Safe for several threads.
 */
final class SubwordTokenizer implements TokenEncoder {
  /** Texts that go to the native side at once: it hands back far more than the ids. */
  private static final int CHUNK = 512;

  private final HuggingFaceTokenizer tokenizer;
  private final String source;
  private final int vocabulary;

  /**
   * @param vocabulary the ids that the network knows; others are refused
   */
  SubwordTokenizer(String source, byte[] json, int maxTokens, int vocabulary) {
    this(source, json, maxTokens, vocabulary, true);
  }

  /**
   * @param special whether the special tokens are added that the file asks for
   */
  SubwordTokenizer(String source, byte[] json, int maxTokens, int vocabulary, boolean special) {
    this.source = source;
    this.vocabulary = vocabulary;
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", Boolean.toString(special),
            "truncation", "true",
            "padding", "false",
            "maxLength", Integer.toString(maxTokens),
            "modelMaxLength", Integer.toString(maxTokens));
    try {
      tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
    } catch (IOException | RuntimeException e) { // the native side throws plain RuntimeExceptions
      throw new TriviumException(
          source
              + " is no tokenizer.json that can be read; fetch it again ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** The ids of each text, in order: at least the special ones that its file asks for. */
  @Override
  public int[][] encode(List<String> texts) {
    int[][] ids = new int[texts.size()][];
    for (int from = 0; from < ids.length; from += CHUNK) {
      List<String> chunk = texts.subList(from, Math.min(from + CHUNK, ids.length));
      Encoding[] encodings = tokenizer.batchEncode(chunk);
      for (int i = 0; i < encodings.length; i++) {
        ids[from + i] = narrow(encodings[i].getIds());
      }
    }
    return ids;
  }

  private int[] narrow(long[] ids) {
    int[] narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] >= vocabulary) {
        throw new TriviumException(
            "%s gives the id %d, and the network knows %d; is it the tokenizer of another model?"
                .formatted(source, ids[i], vocabulary));
      }
      narrow[i] = (int) ids[i];
    }
    return narrow;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
