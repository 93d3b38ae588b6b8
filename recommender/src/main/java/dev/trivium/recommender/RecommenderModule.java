package dev.trivium.recommender;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provider;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import dev.trivium.core.tensor.TensorRuntime;
import dev.trivium.recommender.space.EdgeObjective;
import dev.trivium.recommender.space.FactorSettings;
import dev.trivium.recommender.space.InteractionObjective;
import dev.trivium.recommender.space.MatchedPairsObjective;
import dev.trivium.recommender.space.Objective;
import dev.trivium.recommender.space.PairSettings;

/**
 * Binds the objectives by name, {@code interactions}, {@code edges} and {@code matched-pairs}, into
 * a map that others may add to.
 */
public final class RecommenderModule extends AbstractModule {
  private final FactorSettings factors;
  private final PairSettings pairs;

  public RecommenderModule(FactorSettings factors, PairSettings pairs) {
    this.factors = factors;
    this.pairs = pairs;
  }

  public RecommenderModule() {
    this(FactorSettings.DEFAULT, PairSettings.DEFAULT);
  }

  /**
   * The map to which a module adds an objective: {@code
   * RecommenderModule.objectives(binder()).addBinding("name").to…}.
   */
  public static MapBinder<String, Objective> objectives(Binder binder) {
    return MapBinder.newMapBinder(binder, String.class, Objective.class);
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    objectives(binder());
  }

  @ProvidesIntoMap
  @StringMapKey("interactions")
  Objective interactions() {
    return new InteractionObjective(factors);
  }

  @ProvidesIntoMap
  @StringMapKey("edges")
  Objective edges() {
    return new EdgeObjective(factors);
  }

  @ProvidesIntoMap
  @StringMapKey("matched-pairs")
  Objective matchedPairs(Provider<TensorRuntime> runtime) {
    return new MatchedPairsObjective(runtime::get, "text", "image", pairs);
  }
}
