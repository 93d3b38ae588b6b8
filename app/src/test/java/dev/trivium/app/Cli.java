package dev.trivium.app;

import dev.trivium.app.console.Stages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * A command line that was run: its exit code and what it said.
 *
 * @param told of its stages, which stand on standard error too
 */
record Cli(int exit, String out, String err, String told) {
  static Cli run(String npm, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Stages stages = new Stages(new PrintStream(told, true, StandardCharsets.UTF_8), 0);
    int exit =
        TriviumCommand.execute(args, new PrintWriter(out), new PrintWriter(err), stages, npm);
    return new Cli(exit, out.toString(), err.toString(), told.toString(StandardCharsets.UTF_8));
  }
}
