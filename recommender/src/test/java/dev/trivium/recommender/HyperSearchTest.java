package dev.trivium.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivium.core.Progress;
import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.core.data.Interactions;
import dev.trivium.core.data.Split;
import dev.trivium.recommender.HyperSearch.Trial;
import dev.trivium.recommender.space.Content;
import dev.trivium.recommender.space.FactorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperSearchTest {
  private static final Worlds.Planted WORLD = Worlds.Planted.of(40, 60, 6, 3, 12, 5);

  @TempDir Path folder;

  private static List<Trial> run(int trials, @Nullable Path journal) {
    return new HyperSearch(Set.of(Question.RANDOM, Question.COLD_ITEMS), trials, 7, journal)
        .run(WORLD.all(), WORLD.content(), Content.none(), Progress.NONE);
  }

  @Test
  void triesTheDefaultsFirstAndTheSameSettingsForTheSameSeed() {
    List<Trial> trials = run(6, null);
    assertThat(trials.get(0).settings())
        .isEqualTo(FactorSettings.DEFAULT.settled(WORLD.all()).withDimension(40));
    assertThat(run(6, null)).isEqualTo(trials);
    assertThat(trials.stream().map(Trial::settings).distinct()).hasSize(6);
    assertThat(HyperSearch.best(trials).score())
        .isEqualTo(trials.stream().mapToDouble(Trial::score).max().orElseThrow());
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    Path whole = folder.resolve("whole.jsonl");
    List<Trial> trials = run(6, whole);
    List<String> lines = Files.readAllLines(whole);
    assertThat(lines).hasSize(6);
    Path cut = folder.resolve("cut.jsonl");
    // scores that no fit would give, to see that they are taken from the journal
    String noted = lines.get(1).replaceAll("\"score\":[0-9.]+", "\"score\":0.125");
    Files.writeString(cut, String.join("\n", lines.get(0), noted, lines.get(2).substring(0, 30)));
    List<Trial> resumed = run(6, cut);
    assertThat(resumed.get(1).score()).isEqualTo(0.125);
    assertThat(resumed.subList(2, 4)).isEqualTo(trials.subList(2, 4));
    assertThat(Files.readAllLines(cut)).hasSize(6);
  }

  @Test
  void passesOverTheTrialsOfOtherData() {
    Path journal = folder.resolve("j.jsonl");
    Worlds.Planted other = Worlds.Planted.of(40, 60, 6, 3, 12, 6);
    HyperSearch search = new HyperSearch(Set.of(Question.RANDOM), 2, 7, journal);
    List<Trial> of = search.run(other.all(), other.content(), Content.none(), Progress.NONE);
    assertThat(search.run(WORLD.all(), WORLD.content(), Content.none(), Progress.NONE).get(1))
        .isNotEqualTo(of.get(1));
  }

  /** As a kill leaves it that cuts a letter of several bytes. */
  @Test
  void aLetterCutInTwoIsWrittenOver() throws Exception {
    Path journal = folder.resolve("j.jsonl");
    List<HyperSearch.Trial> before = run(2, journal);
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, new byte[] {'{', (byte) 0xc3}, StandardOpenOption.APPEND);
    assertThat(run(2, journal)).isEqualTo(before);
    assertThat(Files.readAllBytes(journal)).isEqualTo(whole);
  }

  /** Half of one entry is none. */
  @Test
  void whatNothingIsHeldOutOfIsSaid() {
    Interactions few =
        Interactions.of(List.of(new Interaction("u", "a"), new Interaction("v", "a")));
    HyperSearch search = new HyperSearch(Set.of(Question.RANDOM), 2, 7, null);
    assertThatThrownBy(() -> search.run(few, Content.none(), Content.none(), Progress.NONE))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("nothing can be held out to ask for RANDOM");
  }

  @Test
  void halfIsHeldOutWhereAFifthIsNothing() {
    Interactions few =
        Interactions.of(List.of(new Interaction("u", "a"), new Interaction("u", "b")));
    assertThat(Question.RANDOM.holdOut(few, 1).test().size()).isEqualTo(1);
  }

  @Test
  void refusesAJournalThatIsNone() throws Exception {
    Path journal = folder.resolve("j.jsonl");
    Files.writeString(journal, "{}\nnothing\n");
    assertThatThrownBy(() -> run(2, journal))
        .isInstanceOf(TriviumException.class)
        .hasMessageContaining("j.jsonl:2: this line is not JSON");
  }

  @Test
  void tellsHowFarItIs() {
    List<Long> heard = new ArrayList<>();
    new HyperSearch(Set.of(Question.RANDOM), 2, 7, null)
        .run(WORLD.all(), Content.none(), Content.none(), (done, total) -> heard.add(done));
    assertThat(heard).containsExactly(1L, 2L);
  }

  @Test
  void eachQuestionHoldsOutItsOwn() {
    int[] degrees = WORLD.all().itemDegrees();
    int taken = (int) Arrays.stream(degrees).filter(d -> d > 0).count();
    Split cold = Question.COLD_ITEMS.holdOut(WORLD.all(), 1);
    assertThat(cold.candidates().cardinality()).isEqualTo(taken / 5);
    assertThat(cold.candidates().stream()).allMatch(i -> degrees[i] > 0);
    assertThat(cold.train().size() + cold.test().size()).isEqualTo(WORLD.all().size());
    assertThat(Question.LAST_OUT.holdOut(WORLD.all(), 1).test().size()).isEqualTo(40);
    assertThat(Question.RANDOM.holdOut(WORLD.all(), 1).test().size()).isEqualTo(80);
    assertThatThrownBy(() -> new HyperSearch(Set.of(), 1, 1, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
