package dev.lanewise.processor.diagnostics;

/**
 * What is said about what the user wrote.
 *
 * @param id a searchable word such as {@code UnknownNode}; printed in brackets before the message.
 *     Empty for a note, which nobody has to act on.
 * @param message what was found, what was expected, and the way out
 */
public record Diagnostic(Severity severity, String id, String message, Origin origin) {
  /** How bad it is. Only an error stops generation. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  @Override
  public String toString() {
    return id.isEmpty() ? message : "[" + id + "] " + message;
  }
}
