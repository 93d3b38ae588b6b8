package dev.trivium.text.documents;

import dev.trivium.core.TriviumException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All terms of a corpus and in how many texts they come. A term is a node: of one word its number,
 * of more the complement of the number of its pair.
 */
final class TermCounts {
  private final TermSettings settings;
  private final WordTable words = new WordTable();
  private final PairTable pairs = new PairTable();
  private final Tally ofWords = new Tally();
  private final Tally ofPairs = new Tally();
  private final int texts;

  TermCounts(List<String> texts, TermSettings settings) {
    this.settings = settings;
    this.texts = texts.size();
    Tokens.Scan scan = settings.scan();
    Tokens tokens = new Tokens();
    for (int t = 0; t < texts.size(); t++) {
      scan.into(tokens, texts.get(t));
      count(tokens, t);
    }
  }

  private void count(Tokens tokens, int text) {
    int[] ids = new int[tokens.count()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = words.add(tokens.chars(), tokens.start(i), tokens.end(i));
      ofWords.add(ids[i], text);
    }
    for (int i = 0; i < ids.length; i++) {
      int node = ids[i];
      int last = Math.min(ids.length, i + settings.maxLength());
      for (int next = i + 1; next < last; next++) {
        int pair = pairs.add(node, ids[next]);
        ofPairs.add(pair, text);
        node = ~pair;
      }
    }
  }

  /** The terms that are kept, in alphabetical order. */
  TermTable table() {
    List<Term> kept = new ArrayList<>();
    IntStream.range(0, words.size()).forEach(w -> offer(w, ofWords, w, kept));
    IntStream.range(0, pairs.size()).forEach(p -> offer(~p, ofPairs, p, kept));
    if (kept.isEmpty()) {
      throw new TriviumException(none());
    }
    Comparator<Term> alphabetical = Comparator.comparing(Term::text);
    if (kept.size() > settings.maxTerms()) {
      kept.sort(Comparator.comparingLong((Term t) -> -t.occurrences).thenComparing(alphabetical));
      kept.subList(settings.maxTerms(), kept.size()).clear();
    }
    kept.sort(alphabetical);
    return new TermTable(kept.stream().map(Term::text).toList(), settings);
  }

  private void offer(int node, Tally tally, int id, List<Term> kept) {
    int documents = tally.documents[id];
    if (length(node) >= settings.minLength()
        && documents >= settings.minDocuments()
        && documents <= settings.maxShare() * texts) {
      kept.add(new Term(text(node), tally.occurrences[id]));
    }
  }

  private String none() {
    if (words.size() == 0) {
      return "there is no word in the "
          + texts
          + " texts to learn terms from; give texts with words";
    }
    boolean all = settings.maxShare() == 1;
    return "no term of the %d texts is in %d texts or more%s; lower minDocuments%s"
        .formatted(
            texts,
            settings.minDocuments(),
            all ? "" : " and in at most " + settings.maxShare() + " of them",
            all ? "" : " or raise maxShare");
  }

  private int length(int node) {
    return node >= 0 ? 1 : 1 + length(pairs.first(~node));
  }

  private String text(int node) {
    if (node >= 0) {
      return words.word(node);
    }
    String between = settings.unit() == TermSettings.Unit.WORDS ? " " : "";
    return text(pairs.first(~node)) + between + words.word(pairs.second(~node));
  }

  private record Term(String text, long occurrences) {}

  /** In how many texts things come, and how often. */
  private static final class Tally {
    private int[] documents = new int[64];
    private int[] last = new int[64]; // plus 1
    private long[] occurrences = new long[64];

    void add(int id, int text) {
      if (id >= documents.length) {
        int wider = Math.max(id + 1, 2 * documents.length);
        documents = Arrays.copyOf(documents, wider);
        last = Arrays.copyOf(last, wider);
        occurrences = Arrays.copyOf(occurrences, wider);
      }
      occurrences[id]++;
      if (last[id] != text + 1) {
        last[id] = text + 1;
        documents[id]++;
      }
    }
  }
}
