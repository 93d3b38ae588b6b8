package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBatchTest {
  @Test
  void batchesAreFilledFromTheLongestAndPaddedToIt() {
    int[][] tokens = {{1, 2}, {3, 4, 5}, {6}, {7, 8}};
    List<TokenBatch> batches = TokenBatch.pack(tokens, 6);

    assertThat(batches).hasSize(2);
    TokenBatch first = batches.get(0);
    assertThat(first.row(0)).isEqualTo(1);
    assertThat(first.row(1)).isEqualTo(0);
    assertThat(first.padded()).isTrue();
    assertThat(first.ids()).containsExactly(3, 4, 5, 1, 2, 0);
    assertThat(first.mask(-9)).containsExactly(0, 0, 0, 0, 0, -9);
    assertThat(first.meanWeights()).containsExactly(1 / 3f, 1 / 3f, 1 / 3f, 0.5f, 0.5f, 0);
    assertThat(batches.get(1).ids()).containsExactly(7, 8, 6, 0);
  }

  @Test
  void equalLengthsNeedNoMask() {
    assertThat(TokenBatch.pack(new int[][] {{1, 2}, {3, 4}}, 4).get(0).padded()).isFalse();
  }

  @Test
  void everyTextIsInExactlyOneBatchWithinTheBudget() {
    Random random = new Random(5);
    int[][] tokens = new int[500][];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = new int[2 + random.nextInt(60)];
    }
    int[] seen = new int[tokens.length];
    for (TokenBatch batch : TokenBatch.pack(tokens, 40)) {
      assertThat(batch.size() == 1 || batch.size() * batch.width() <= 40).isTrue();
      for (int r = 0; r < batch.size(); r++) {
        seen[batch.row(r)]++;
        assertThat(batch.length(r)).isEqualTo(tokens[batch.row(r)].length);
      }
    }
    assertThat(seen).containsOnly(1);
    assertThat(TokenBatch.pack(new int[0][], 40)).isEmpty();
  }
}
