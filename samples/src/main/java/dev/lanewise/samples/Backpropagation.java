package dev.lanewise.samples;

import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.Trainer;
import java.util.Locale;

/**
 * The textbook step of backpropagation: inputs 0.05 and 0.10, targets 0.01 and 0.99, eight given
 * weights, one step of gradient descent.
 *
 * <pre>samples/run backpropagation</pre>
 */
public final class Backpropagation {
  private static final double[] INPUT = {0.05, 0.10};
  private static final double[] TARGET = {0.01, 0.99};

  private Backpropagation() {}

  /**
   * What the step prints.
   *
   * @param weightGrad the gradient of w5, the weight from the first hidden unit to the first output
   */
  record Result(
      double netH1,
      double outH1,
      double errorO1,
      double errorTotal,
      double weightGrad,
      double weight) {}

  static Result run() {
    TextbookNet net = TextbookNet.create(0);
    net.parameter("netH.weight", new double[] {0.15, 0.20, 0.25, 0.30});
    net.parameter("netH.bias", new double[] {0.35, 0.35});
    net.parameter("outO.weight", new double[] {0.40, 0.45, 0.50, 0.55});
    net.parameter("outO.bias", new double[] {0.60, 0.60});

    TextbookNet.Results forward = net.predict(INPUT);
    Dataset sample =
        Dataset.of("i", Column.doubles(INPUT, 2)).with("target", Column.doubles(TARGET, 2));
    Trainer trainer = Trainer.of(net).optimizer(Sgd.withLearningRate(0.1));
    double total = trainer.step(sample);

    double miss = TARGET[0] - forward.outO()[0];
    return new Result(
        forward.netH()[0],
        forward.outH()[0],
        miss * miss / 2,
        total,
        trainer.gradientAsDoubles("outO.weight")[0],
        net.parameterAsDoubles("outO.weight")[0]);
  }

  public static void main(String[] args) {
    Result result = run();
    print("net_h1", result.netH1);
    print("out_h1", result.outH1);
    print("E_o1", result.errorO1);
    print("E_total", result.errorTotal);
    print("dE/dw5", result.weightGrad);
    print("w5 at learning rate 0.1", result.weight);
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%-24s %.4f   (%.9f)%n", name, value, value);
  }
}
