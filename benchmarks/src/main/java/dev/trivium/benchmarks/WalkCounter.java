package dev.trivium.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What JMH shows beside the walks, by second: steps, and seconds of the processor. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class WalkCounter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  public long steps;
  public double cpuSeconds;

  /** This thread's time on the processor so far, in nanoseconds. */
  static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Steps taken since {@code before}. */
  void add(long taken, long before) {
    steps += taken;
    cpuSeconds += (now() - before) / 1e9;
  }
}
