package dev.lanewise.processor.diagnostics;

import dev.lanewise.processor.diagnostics.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what there is to say of one model, so that one compile shows all of its faults. */
public final class Diagnostics {
  private final List<Diagnostic> reported = new ArrayList<>();

  public void error(Origin origin, String id, String message) {
    reported.add(new Diagnostic(Severity.ERROR, id, message, origin));
  }

  public void warning(Origin origin, String id, String message) {
    reported.add(new Diagnostic(Severity.WARNING, id, message, origin));
  }

  /** What the user asked to be told. */
  public void note(Origin origin, String message) {
    reported.add(new Diagnostic(Severity.NOTE, "", message, origin));
  }

  public boolean hasErrors() {
    return reported.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  public List<Diagnostic> all() {
    return List.copyOf(reported);
  }
}
