package dev.trivium.graph;

/** A law of the next step. */
interface Stepper {
  /** Leads all walks of a batch to their ends. */
  void walk(WalkBatch batch);
}
