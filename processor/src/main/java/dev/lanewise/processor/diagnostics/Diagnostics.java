package dev.lanewise.processor.diagnostics;

import dev.lanewise.processor.diagnostics.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects what there is to say of one model, so that one compile shows all of its faults. */
public final class Diagnostics {
  private final List<Diagnostic> reported;
  private final UnaryOperator<Origin> place;

  public Diagnostics() {
    this(new ArrayList<>(), UnaryOperator.identity());
  }

  private Diagnostics(List<Diagnostic> reported, UnaryOperator<Origin> place) {
    this.reported = reported;
    this.place = place;
  }

  /** The same list, for those who know their places only in part. */
  public Diagnostics through(UnaryOperator<Origin> place) {
    return new Diagnostics(reported, place);
  }

  /** Takes over what was found elsewhere. */
  public void addAll(Diagnostics others) {
    others.reported.forEach(this::add);
  }

  private void add(Diagnostic found) {
    Origin origin = place.apply(found.origin());
    reported.add(new Diagnostic(found.severity(), found.id(), found.message(), origin));
  }

  public void error(Origin origin, String id, String message) {
    add(new Diagnostic(Severity.ERROR, id, message, origin));
  }

  public void warning(Origin origin, String id, String message) {
    add(new Diagnostic(Severity.WARNING, id, message, origin));
  }

  /** What the user asked to be told. */
  public void note(Origin origin, String message) {
    add(new Diagnostic(Severity.NOTE, "", message, origin));
  }

  public boolean hasErrors() {
    return reported.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  public List<Diagnostic> all() {
    return List.copyOf(reported);
  }
}
