/**
 * Graphs in: files of edges ({@link dev.trivium.graph.EdgeList}) and JGraphT's graphs become a
 * compact {@link dev.trivium.graph.Adjacency}, random walks run over it, and a {@link
 * dev.trivium.graph.NodeEmbedding} turns nodes into vectors. {@link
 * dev.trivium.graph.LinkPrediction}, {@link dev.trivium.graph.NodeClassification} and {@link
 * dev.trivium.graph.Communities} are the experiments that tell how good the vectors are.
 */
@NullMarked
package dev.trivium.graph;

import org.jspecify.annotations.NullMarked;
