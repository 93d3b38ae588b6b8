package dev.trivium.text.documents;

/**
 * Terms without a list of them: a hash says the column and the sign (Weinberger et al., <i>Feature
 * hashing for large scale multitask learning</i>, ICML 2009). The hash is MurmurHash3 (x86, 32
 * bits) of a term in UTF-8, so that columns and signs are those of scikit-learn's {@code
 * HashingVectorizer}.
 */
record HashedTerms(int columns, int minLength, int maxLength) implements Terms {
  @Override
  public int find(Tokens tokens, int[] ids, int[] into) {
    int found = 0;
    for (int i = 0; i < tokens.count(); i++) {
      int last = Math.min(tokens.count(), i + maxLength);
      for (int end = i + minLength; end <= last; end++) {
        into[found++] = key(hash(tokens.chars(), tokens.start(i), tokens.end(end - 1)));
      }
    }
    return found;
  }

  /** The column and sign of a term, as {@link Terms#find} tells them. */
  private int key(int hash) {
    return 2 * (int) (Math.abs((long) hash) % columns) + (hash < 0 ? 1 : 0);
  }

  /** The hash of {@code chars[from .. to)} in UTF-8. */
  static int hash(char[] chars, int from, int to) {
    int hash = 0;
    int block = 0;
    int bytes = 0;
    for (int i = from; i < to; i++) {
      int point = chars[i];
      if (i + 1 < to && Character.isSurrogatePair(chars[i], chars[i + 1])) {
        point = Character.toCodePoint(chars[i], chars[++i]);
      }
      long encoded = utf8(point);
      for (; encoded != 0; encoded >>>= 8) {
        block |= (int) (encoded & 0xff) << (8 * (bytes & 3));
        if ((++bytes & 3) == 0) {
          hash = Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xe6546b64;
          block = 0;
        }
      }
    }
    return mixed(hash ^ scrambled(block) ^ bytes);
  }

  /** The bytes of a code point, the first lowest; 0, which no text has, as none. */
  private static long utf8(int point) {
    if (point < 0x80) {
      return point;
    }
    if (point < 0x800) {
      return 0xC0 | (point >> 6) | tail(point, 0, 1);
    }
    if (point < 0x10000) {
      return 0xE0 | (point >> 12) | tail(point, 6, 1) | tail(point, 0, 2);
    }
    return 0xF0 | (point >> 18) | tail(point, 12, 1) | tail(point, 6, 2) | tail(point, 0, 3);
  }

  /** Six bits of a code point, marked as the byte at {@code place}. */
  private static long tail(int point, int shift, int place) {
    return (0x80L | ((point >> shift) & 0x3f)) << (8 * place);
  }

  private static int scrambled(int block) {
    return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
  }

  private static int mixed(int hash) {
    int h = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
