package dev.trivium.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import dev.trivium.core.sequence.SkipGramSettings;

/**
 * Binds the node embeddings by name, {@code deepwalk}, {@code node2vec} and {@code fastrp}, into a
 * map that others may add to.
 */
public final class GraphModule extends AbstractModule {
  private final WalkSettings walks;
  private final SkipGramSettings training;

  /**
   * @param walks of node2vec; DeepWalk takes them without p and q
   * @param training of both; FastRP takes its dimension and its seed
   */
  public GraphModule(WalkSettings walks, SkipGramSettings training) {
    this.walks = walks;
    this.training = training;
  }

  public GraphModule() {
    this(WalkSettings.DEFAULT, SkipGramSettings.WALKS);
  }

  /**
   * The map to which a module adds a node embedding: {@code
   * GraphModule.nodeEmbeddings(binder()).addBinding("name").to…}.
   */
  public static MapBinder<String, NodeEmbedding> nodeEmbeddings(Binder binder) {
    return MapBinder.newMapBinder(binder, String.class, NodeEmbedding.class);
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(WalkSettings.class).toInstance(walks);
    nodeEmbeddings(binder());
  }

  @ProvidesIntoMap
  @StringMapKey("deepwalk")
  NodeEmbedding deepWalk() {
    return new DeepWalk(walks.withP(1).withQ(1), training);
  }

  @ProvidesIntoMap
  @StringMapKey("node2vec")
  NodeEmbedding node2Vec() {
    return new Node2Vec(walks, training);
  }

  @ProvidesIntoMap
  @StringMapKey("fastrp")
  NodeEmbedding fastRP() {
    return new FastRP(
        FastRPSettings.DEFAULT.withDimension(training.dimension()).withSeed(training.seed()));
  }
}
