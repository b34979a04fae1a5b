package dev.lanewise.runtime;

import java.util.List;

/**
 * What a lenient load did.
 *
 * @param loaded names of the parameters that now have the file's values
 * @param differences why other parameters and tensors were left alone: one sentence each on what is
 *     missing, unexpected, of another shape or of a type that is not read; empty if the file was
 *     the model's very own
 */
public record LoadReport(List<String> loaded, List<String> differences) {
  /** Copies the lists, so that the record is immutable. */
  public LoadReport {
    loaded = List.copyOf(loaded);
    differences = List.copyOf(differences);
  }
}
