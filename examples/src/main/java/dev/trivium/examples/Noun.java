package dev.trivium.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerUtils;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.list.PointerTargetNode;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * A noun of WordNet 3.1, which comes as a jar: the data of two of the examples.
 *
 * @param id its first word, with a number where two nouns share it
 * @param text its words and its gloss
 * @param kinds ids of the nouns it is a kind of, directly or not, below the one asked for
 */
record Noun(String id, String text, Set<String> kinds) {
  /** All that is a kind of {@code word} in the word's first sense. */
  static List<Noun> below(String word) {
    Map<Synset, Noun> found = new LinkedHashMap<>();
    Set<String> ids = new TreeSet<>();
    try {
      var entry = Dictionary.getDefaultResourceInstance().getIndexWord(POS.NOUN, word);
      if (entry == null) {
        throw new IllegalArgumentException("WordNet has no noun '" + word + "'; try food");
      }
      Deque<Synset> queue = new ArrayDeque<>(children(entry.getSenses().get(0)));
      while (!queue.isEmpty()) {
        Synset synset = queue.poll();
        if (!found.containsKey(synset)) {
          String name = synset.getWords().get(0).getLemma();
          String id = ids.add(name) ? name : name + " " + synset.getOffset();
          found.put(synset, new Noun(id, text(synset), new TreeSet<>()));
          queue.addAll(children(synset));
        }
      }
      for (Map.Entry<Synset, Noun> e : found.entrySet()) {
        addKinds(e.getValue(), e.getKey(), found);
      }
    } catch (JWNLException e) {
      throw new IllegalStateException("cannot read WordNet", e);
    }
    return new ArrayList<>(found.values());
  }

  private static void addKinds(Noun noun, Synset synset, Map<Synset, Noun> found)
      throws JWNLException {
    for (PointerTargetNode node : PointerUtils.getDirectHypernyms(synset)) {
      Noun parent = found.get(node.getSynset());
      if (parent != null && noun.kinds.add(parent.id)) {
        addKinds(noun, node.getSynset(), found);
      }
    }
  }

  private static List<Synset> children(Synset synset) throws JWNLException {
    return PointerUtils.getDirectHyponyms(synset).stream()
        .map(PointerTargetNode::getSynset)
        .toList();
  }

  /** {@code espresso: strong black coffee brewed by forcing hot water under pressure}. */
  private static String text(Synset synset) {
    List<String> words = synset.getWords().stream().map(w -> w.getLemma()).toList();
    return String.join(", ", words) + ": " + synset.getGloss().replaceAll(";? *\".*", "");
  }
}
