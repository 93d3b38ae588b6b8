package dev.trivium.text.words;

/** How translations are ranked. */
public enum Retrieval {
  /** By the cosine. */
  COSINE,
  /**
   * By cross-domain similarity local scaling: twice the cosine less the mean cosines of either word
   * with its nearest neighbours in the other language, so that hubs do not win (Conneau et al.,
   * <i>Word translation without parallel data</i>, ICLR 2018).
   */
  CSLS
}
