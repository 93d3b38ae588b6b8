/**
 * The road of graphs: any JGraphT graph, and any file of edges by way of {@link
 * dev.trivium.graph.EdgeList}, becomes a compact {@link dev.trivium.graph.Adjacency}, random walks
 * run over it, and a {@link dev.trivium.graph.NodeEmbedding} turns nodes into vectors; {@link
 * dev.trivium.graph.EdgeSplit} holds edges out for link prediction.
 */
@NullMarked
package dev.trivium.graph;

import org.jspecify.annotations.NullMarked;
