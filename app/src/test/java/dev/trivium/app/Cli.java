package dev.trivium.app;

import dev.trivium.app.console.Stages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** A command line that was run: its exit code and what it said. */
record Cli(int exit, String out, String err) {
  static Cli run(String npm, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Stages stages =
        new Stages(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), 0);
    int exit =
        TriviumCommand.execute(args, new PrintWriter(out), new PrintWriter(err), stages, npm);
    return new Cli(exit, out.toString(), err.toString());
  }
}
