package dev.trivium.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/** As they run where the JVM was started with the vector module. */
@Fork(jvmArgsAppend = "-Dtrivium.simd=true")
public class SimdVectors extends VectorsBenchmark {}
