package dev.trivium.app.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Warnings as lines of their own on standard error; {@code -Dtrivium.log=info} shows more of
 * Trivium's. In code, since reading a file of XML takes a tenth of a second at each start.
 */
public final class LogLines extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("trivium: %msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
    lines.setContext(context);
    lines.setTarget("System.err");
    lines.setEncoder(encoder);
    lines.start();
    context.getLogger("ROOT").setLevel(Level.WARN);
    context.getLogger("ROOT").addAppender(lines);
    context.getLogger("ai.djl.util.cuda").setLevel(Level.ERROR);
    context
        .getLogger("dev.trivium")
        .setLevel(Level.toLevel(System.getProperty("trivium.log"), Level.WARN));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
