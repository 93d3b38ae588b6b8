package dev.trivium.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import dev.trivium.core.CoreModule;
import dev.trivium.core.sequence.SkipGramSettings;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GraphModuleTest {
  private static final WalkSettings WALKS = new WalkSettings(10, 2, 0.5, 2);
  private static final SkipGramSettings TRAINING = SkipGramSettings.WALKS.withDimension(8);

  @Test
  void embeddingsAreFoundByNameAndOthersCanJoin() {
    Injector injector =
        Guice.createInjector(
            new CoreModule(),
            new GraphModule(WALKS, TRAINING),
            new AbstractModule() {
              @Override
              protected void configure() {
                GraphModule.nodeEmbeddings(binder()).addBinding("mine").toInstance(new DeepWalk());
              }
            });
    Map<String, NodeEmbedding> embeddings =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, NodeEmbedding>>() {}));
    assertThat(embeddings.keySet())
        .containsExactlyInAnyOrder("deepwalk", "node2vec", "fastrp", "mine");
    assertThat(Objects.requireNonNull(embeddings.get("node2vec")).embed(Graphs.karate()).matrix())
        .isEqualTo(new Node2Vec(WALKS, TRAINING).embed(Graphs.karate()).matrix());
  }
}
