package dev.lanewise.processor;

/** A fault of the compiler itself, found in or after a pass. Faults of the user are diagnostics. */
public final class CompilerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String pass;

  public CompilerException(String pass, Throwable cause) {
    super("after pass " + pass + ": " + cause, cause);
    this.pass = pass;
  }

  /** The pass that failed, or after which verification failed. */
  public String pass() {
    return pass;
  }
}
