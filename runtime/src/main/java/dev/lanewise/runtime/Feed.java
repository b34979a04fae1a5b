package dev.lanewise.runtime;

import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.InputSpec.Kind;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.Shape;
import dev.lanewise.runtime.program.Spelling;
import java.util.ArrayList;
import java.util.List;

/** A data set bound to a model's inputs. */
final class Feed {
  private final Column[] columns;
  private final int offset;
  private final int size;

  private Feed(Column[] columns, int offset, int size) {
    this.columns = columns;
    this.offset = offset;
    this.size = size;
  }

  /**
   * Finds each input's column and validates it.
   *
   * @throws IllegalArgumentException if columns are missing or do not fit; the message lists all
   *     faults
   */
  static Feed of(ModelSpec model, Dataset data) {
    List<String> faults = new ArrayList<>();
    Column[] columns = new Column[model.inputs().size()];
    for (int i = 0; i < columns.length; i++) {
      InputSpec input = model.inputs().get(i);
      if (data.columns().containsKey(input.name())) {
        columns[i] = data.columns().get(input.name());
        validate(input, columns[i], data, faults);
      } else {
        String meant = Spelling.suggestion(input.name(), data.columns().keySet());
        faults.add("there is no column \"" + input.name() + "\"" + meant);
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the data set with columns "
              + String.join(", ", data.columns().keySet())
              + " does not fit "
              + model.name()
              + ": "
              + String.join("; ", faults));
    }
    return new Feed(columns, data.offset(), data.size());
  }

  private static void validate(InputSpec input, Column column, Dataset data, List<String> faults) {
    String name = "column \"" + input.name() + "\"";
    if (input.kind().isInt() && !column.isInts()) {
      faults.add(
          name
              + " must hold "
              + input.kind().many()
              + ": make it with Column."
              + (input.kind() == Kind.CLASS_LABEL ? "labels" : "ints"));
    } else if (!input.kind().isInt() && column.isInts()) {
      faults.add(name + " must hold reals, not class labels");
    } else if (column.width() != input.width()) {
      faults.add(
          name
              + " has "
              + column.width()
              + " values a row, expected "
              + Shape.sizeText(input.shape()));
    } else {
      int bad = column.firstBad(data.offset(), data.offset() + data.size(), input::allows);
      if (bad >= 0) {
        faults.add(
            name
                + " has a "
                + input.kind().one()
                + " that is not "
                + input.range()
                + " in row "
                + (bad - data.offset()));
      }
    }
  }

  /** Number of rows. */
  int size() {
    return size;
  }

  /** Copies one row of all inputs to place {@code slot} of the staging arrays. */
  void stage(int row, Object[] staging, int slot) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].stage(offset + row, staging[i], slot);
    }
  }
}
