package dev.trivium.recommender;

import dev.trivium.core.TriviumException;
import dev.trivium.core.data.Interaction;
import dev.trivium.recommender.space.FoldIn;
import dev.trivium.recommender.space.SharedSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.PMap;

/**
 * The users: those of the space, where the fit left them, and those of whom more is known since.
 * Immutable; a change shares all but itself with what was before.
 *
 * @param since those of whom more is known
 */
record People(Trained trained, PMap<String, Update.User> since) {
  private static final float[] NO_PRIOR = {};

  /** Those of the space first. */
  List<String> ids() {
    List<String> ids = new ArrayList<>(space().users().ids());
    since.keySet().stream().filter(id -> !space().users().contains(id)).sorted().forEach(ids::add);
    return ids;
  }

  /** Of those who changed, in the order of their ids. */
  List<Update.User> changed() {
    return since.keySet().stream().sorted().map(id -> since.get(id)).toList();
  }

  private SharedSpace space() {
    return trained.space();
  }

  float[] vector(String user) {
    Update.User changed = since.get(user);
    return changed == null ? space().users().matrix().row(require(user)) : changed.vector();
  }

  private int require(String user) {
    int row = space().users().row(user);
    if (row < 0) {
      throw new TriviumException(
          "user '"
              + user
              + "' is not among the "
              + space().users().size()
              + " of the space; recommend from a history instead");
    }
    return row;
  }

  private List<Interaction> history(String user) {
    Update.User changed = since.get(user);
    return changed == null
        ? trained.histories().eventsOf(require(user), space())
        : changed.history();
  }

  Evidence evidence(String user, Shelf shelf) {
    return Evidence.of(history(user), shelf, foldIn().settings());
  }

  /** The rows of what a user took up, rising. */
  int[] seen(String user, Shelf shelf) {
    Update.User changed = since.get(user);
    return changed == null
        ? trained.histories().itemsOf(require(user))
        : changed.history().stream().mapToInt(e -> shelf.row(e.item())).sorted().toArray();
  }

  /** With an update that concerns users. */
  People with(Update update, Shelf shelf) {
    if (update instanceof Update.Observe observe) {
      Map<String, List<Interaction>> byUser = new LinkedHashMap<>();
      observe
          .events()
          .forEach(e -> byUser.computeIfAbsent(e.user(), u -> new ArrayList<>()).add(e));
      PMap<String, Update.User> more = since;
      for (Map.Entry<String, List<Interaction>> e : byUser.entrySet()) {
        more = more.plus(e.getKey(), more(e.getKey(), e.getValue(), shelf));
      }
      return new People(trained, more);
    }
    if (update instanceof Update.Forget forget) {
      return new People(trained, since.plus(forget.user(), less(forget, shelf)));
    }
    if (update instanceof Update.Restore restore) {
      return new People(trained, since.plus(restore.user().id(), restore.user()));
    }
    throw new IllegalArgumentException(update + " does not concern users");
  }

  private Update.User more(String user, List<Interaction> events, Shelf shelf) {
    boolean known = since.containsKey(user) || space().users().contains(user);
    Map<String, Interaction> byItem = new LinkedHashMap<>();
    List<Interaction> all = new ArrayList<>(known ? history(user) : List.of());
    all.addAll(events);
    all.forEach(e -> byItem.merge(e.item(), e, People::both));
    return folded(user, List.copyOf(byItem.values()), known ? prior(user) : NO_PRIOR, shelf);
  }

  private static Interaction both(Interaction a, Interaction b) {
    float weight = Math.min(Float.MAX_VALUE, a.weight() + b.weight());
    return new Interaction(a.user(), a.item(), weight, Math.max(a.time(), b.time()));
  }

  private Update.User less(Update.Forget forget, Shelf shelf) {
    List<Interaction> rest = new ArrayList<>(history(forget.user()));
    if (!rest.removeIf(e -> e.item().equals(forget.item()))) {
      throw new TriviumException(
          "user '%s' did not take up item '%s'; there is nothing to forget"
              .formatted(forget.user(), forget.item()));
    }
    return folded(forget.user(), rest, prior(forget.user()), shelf);
  }

  /**
   * Where content draws a known user: what the fit says of one who took up these items as they were
   * then, wherever they stand by now.
   */
  private float[] prior(String user) {
    Update.User changed = since.get(user);
    if (changed != null || space().userFusion().patterns().isEmpty()) {
      return changed == null ? NO_PRIOR : changed.prior();
    }
    Evidence evidence = evidence(user, Shelf.of(space().items()));
    return foldIn().prior(evidence.things(), evidence.weights(), vector(user));
  }

  private Update.User folded(String user, List<Interaction> history, float[] prior, Shelf shelf) {
    Evidence evidence = Evidence.of(history, shelf, foldIn().settings());
    if (evidence.isEmpty()) { // a fit leaves who took up nothing where content says
      float[] start = prior.length == 0 ? new float[space().dimension()] : prior;
      return new Update.User(user, history, start, prior);
    }
    float[] drawn = prior.length == 0 ? null : prior;
    float[] vector = foldIn().user(evidence.things(), evidence.weights(), drawn);
    return new Update.User(user, history, vector, prior);
  }

  /** Someone new, of whom content alone is known, and who is drawn to where it says. */
  Update adding(String user, float[] prior) {
    if (since.containsKey(user) || space().users().contains(user)) {
      throw new TriviumException(
          "user '" + user + "' is already known; give the new user an id of its own");
    }
    return new Update.Restore(new Update.User(user, List.of(), prior, prior));
  }

  private FoldIn foldIn() {
    return trained.foldIn().get();
  }
}
