package dev.trivium.core.sequence;

import dev.trivium.core.math.Matrix;

/**
 * What skip-gram has learnt: its parameters as they stood at the end.
 *
 * @param vectors the ids' vectors {@code [vocabulary × dimension]}, which is what one keeps. Ids
 *     that training never moved (never seen, or never seen beside another id) have zeros: nothing
 *     is known of them
 * @param contexts the vectors of the ids as targets {@code [vocabulary × dimension]}; {@code
 *     σ(vectors[a]·contexts[b])} is the learnt probability that b beside a is no noise
 */
public record SkipGramModel(Matrix vectors, Matrix contexts) {}
