package dev.lanewise.benchmarks.models;

import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/** One layer, 512 to 512, on 64 rows: a matrix product, bound by arithmetic alone. */
@Model(batch = 64)
public interface Dense512 {
  @Input(512)
  Tensor input();

  @Output
  @Dense(units = 512)
  Tensor output(Tensor input);
}
