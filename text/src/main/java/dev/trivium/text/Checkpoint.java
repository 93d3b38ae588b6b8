package dev.trivium.text;

import dev.trivium.core.tensor.Weights;
import java.util.Map;

/**
 * A sentence transformer as its authors left it, wherever it was read from.
 *
 * @param name the authors' name for it
 * @param shape the network
 * @param weights its weights, under Hugging Face's names for BERT's
 * @param tokenizer the bytes of its {@code tokenizer.json}
 * @param settings how its authors use it
 * @param prompts what its authors put in front of texts of a kind, by the kind's name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Checkpoint(
    String name,
    BertShape shape,
    Weights weights,
    byte[] tokenizer,
    SentenceSettings settings,
    Map<String, String> prompts) {
  /** What settings put in front of a text, the names of the authors' prompts resolved. */
  String prompt(SentenceSettings wanted) {
    return prompts.getOrDefault(wanted.prompt(), wanted.prompt());
  }
}
