package dev.lanewise.processor.diagnostics;

/**
 * An opaque source position: only the frontend, which makes it, and the compiler's boundary look
 * inside.
 */
public interface Origin {
  /** For nodes that a pass made. */
  Origin NONE =
      new Origin() {
        @Override
        public String toString() {
          return "";
        }
      };

  /** For dumps and messages, such as {@code LeNet.conv1}. */
  @Override
  String toString();
}
