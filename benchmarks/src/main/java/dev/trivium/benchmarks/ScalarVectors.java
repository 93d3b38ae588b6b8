package dev.trivium.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/** As they run where it was not. */
@Fork(jvmArgsAppend = "-Dtrivium.simd=false")
public class ScalarVectors extends VectorsBenchmark {}
