package dev.trivium.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SentenceSettingsTest {
  private static final SentenceSettings OWN = SentenceSettings.DEFAULT;

  @Test
  void theSpaceNamesWhatChangesNumbersAndNothingElse() {
    assertThat(OWN.space("m", OWN)).isEqualTo("m");
    assertThat(OWN.withBatchTokens(1).space("m", OWN)).isEqualTo("m");
    assertThat(OWN.withPooling(Pooling.CLS).withNormalize(false).withMaxTokens(9).space("m", OWN))
        .isEqualTo("m pooling=CLS normalize=false maxTokens=9");
  }

  @Test
  void aWrongSettingIsNamedWithItsRemedy() {
    assertThatThrownBy(() -> OWN.withMaxTokens(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxTokens is 2; choose 3");
    assertThatThrownBy(() -> OWN.withBatchTokens(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchTokens is 0; choose 1");
    assertThatThrownBy(() -> BertShape.bert(9, 10, 40, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hidden is 10 and heads 3");
  }
}
