package dev.trivium.text.words;

import dev.trivium.core.sequence.SequenceSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of words that belong together, as word2phrase finds them (Mikolov et al., <i>Distributed
 * representations of words and phrases</i>, NIPS 2013): those of the N tokens of a corpus that come
 * one after the other much more often than by chance,
 *
 * <pre>(count(ab) − discount)·N / (count(a)·count(b)) &gt; threshold .</pre>
 *
 * <p>They are joined by {@code _} from left to right, a word to one pair only; longer phrases come
 * from learning again of what was joined. Memory: up to 46 bytes for each pair of words that could
 * pass the threshold. Cost: a pass over the corpus.
 */
public final class Phrases {
  /** What is taken off each pair's count, so that rare words make no phrases; word2phrase's. */
  public static final double DISCOUNT = 5;

  /** The least score; word2phrase's. */
  public static final double THRESHOLD = 100;

  private static final String JOINT = "_";

  private final Map<String, Set<String>> seconds;

  private Phrases(Map<String, Set<String>> seconds) {
    this.seconds = seconds;
  }

  /** Learns with word2phrase's discount and threshold. */
  public static Phrases learn(Corpus corpus) {
    return learn(corpus, DISCOUNT, THRESHOLD);
  }

  /**
   * Learns from a corpus, which should have been read with a least count of 1: words around one
   * that was left out would count as neighbours.
   *
   * @param discount taken off each pair's count, 0 or more
   * @param threshold the score that a pair must exceed, above 0
   */
  public static Phrases learn(Corpus corpus, double discount, double threshold) {
    require(discount >= 0 && discount < 1e15, "discount", discount, "0 or more, say 5");
    require(threshold > 0 && threshold < 1e15, "threshold", threshold, "a number above 0, say 100");
    long[] counts = corpus.counts();
    double factor = threshold / (double) corpus.tokens();
    PairCounts pairs = new PairCounts(PairCounts.slots(Long.MAX_VALUE));
    corpus.stream(
        0,
        0,
        1,
        (ids, from, to) -> {
          requireGoingOn();
          for (int i = from + 1; i < to; i++) {
            // No pair comes more often than the rarer of its words.
            double chance = factor * (double) counts[ids[i - 1]] * (double) counts[ids[i]];
            if ((double) Math.min(counts[ids[i - 1]], counts[ids[i]]) - discount > chance) {
              pairs.add(key(ids[i - 1], ids[i]), 1);
            }
          }
        });
    List<String> words = corpus.words();
    Map<String, Set<String>> seconds = new HashMap<>();
    for (long key : pairs.keys()) {
      int a = (int) (key >>> 32);
      int b = (int) key;
      double chance = factor * (double) counts[a] * (double) counts[b];
      if ((double) pairs.count(key) - discount > chance) {
        seconds.computeIfAbsent(words.get(a), first -> new HashSet<>()).add(words.get(b));
      }
    }
    return new Phrases(seconds);
  }

  private static void require(boolean holds, String setting, double value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(setting + " is " + value + "; choose " + remedy);
    }
  }

  private static void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("looking for phrases was interrupted; nothing was kept");
    }
  }

  private static long key(int first, int second) {
    return (long) first << 32 | second;
  }

  /** How many pairs of words were found. */
  public int size() {
    return seconds.values().stream().mapToInt(Set::size).sum();
  }

  /** The phrases found, in alphabetical order. */
  public List<String> phrases() {
    List<String> phrases = new ArrayList<>();
    seconds.forEach((first, all) -> all.forEach(second -> phrases.add(first + JOINT + second)));
    Collections.sort(phrases);
    return phrases;
  }

  /** The tokens of a sentence, the pairs among them joined. */
  public List<String> join(List<String> tokens) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean pair =
          i + 1 < tokens.size()
              && seconds.getOrDefault(tokens.get(i), Set.of()).contains(tokens.get(i + 1));
      joined.add(pair ? tokens.get(i) + JOINT + tokens.get(i + 1) : tokens.get(i));
      i += pair ? 1 : 0;
    }
    return joined;
  }

  /**
   * The corpus with pairs joined, another one that is to be closed too.
   *
   * @param minCount words and phrases that come less often are left out; 1 to learn longer ones
   */
  public Corpus join(Corpus corpus, int minCount) {
    return Corpus.of(
        minCount,
        (counts, tokens) -> corpus.stream(0, 0, 1, new Joining(corpus.words(), counts, tokens)),
        "the corpus with phrases");
  }

  /** Writes sentences with their pairs joined. */
  private final class Joining implements SequenceSink {
    private final byte[][] words;
    private final Map<Long, byte[]> joined = new HashMap<>();
    private final WordCounts counts;
    private final TokenFile.Writer tokens;

    Joining(List<String> words, WordCounts counts, TokenFile.Writer tokens) {
      this.words = new byte[words.size()][];
      this.counts = counts;
      this.tokens = tokens;
      Map<String, Integer> ids = new HashMap<>();
      for (int id = 0; id < words.size(); id++) {
        this.words[id] = words.get(id).getBytes(StandardCharsets.UTF_8);
        ids.put(words.get(id), id);
      }
      seconds.forEach(
          (first, all) -> {
            Integer a = ids.get(first);
            for (String second : all) {
              Integer b = ids.get(second);
              if (a != null && b != null) {
                joined.put(key(a, b), (first + JOINT + second).getBytes(StandardCharsets.UTF_8));
              }
            }
          });
    }

    @Override
    public void accept(int[] ids, int from, int to) {
      requireGoingOn();
      for (int i = from; i < to; i++) {
        byte[] pair = i + 1 < to ? pair(ids[i], ids[i + 1]) : null;
        byte[] word = pair == null ? words[ids[i]] : pair;
        tokens.put(counts.count(word, 0, word.length));
        i += pair == null ? 0 : 1;
      }
      tokens.put(TokenFile.END);
    }

    private byte @Nullable [] pair(int first, int second) {
      return joined.get(key(first, second));
    }
  }
}
