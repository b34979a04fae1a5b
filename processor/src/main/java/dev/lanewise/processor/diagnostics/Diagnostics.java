package dev.lanewise.processor.diagnostics;

import dev.lanewise.processor.diagnostics.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one model, so that one compile shows them all. */
public final class Diagnostics {
  private final List<Diagnostic> reported = new ArrayList<>();

  public void error(Origin origin, String id, String message) {
    reported.add(new Diagnostic(Severity.ERROR, id, message, origin));
  }

  public void warning(Origin origin, String id, String message) {
    reported.add(new Diagnostic(Severity.WARNING, id, message, origin));
  }

  public boolean hasErrors() {
    return reported.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  public List<Diagnostic> all() {
    return List.copyOf(reported);
  }
}
