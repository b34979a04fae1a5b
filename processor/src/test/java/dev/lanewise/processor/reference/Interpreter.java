package dev.lanewise.processor.reference;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pass.Prune;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Evaluates the frontend's graph in double: what every generated program is measured by. Results
 * are those of prediction, losses and gradients those of training.
 */
public final class Interpreter {
  private static final Map<String, Formula> FORMULAS =
      Map.ofEntries(
          Map.entry("dense", new DenseFormula()),
          Map.entry("conv", ConvFormula.FORWARD),
          Map.entry("conv_transpose", ConvFormula.TRANSPOSED),
          Map.entry("max_pool", PoolFormula.MAX),
          Map.entry("sum_pool", PoolFormula.SUM),
          Map.entry("average_pool", PoolFormula.AVERAGE),
          Map.entry("average_inside_pool", PoolFormula.AVERAGE_INSIDE),
          Map.entry("bilinear", new BilinearFormula()),
          Map.entry("sum_spread", PoolFormula.SUM_SPREAD),
          Map.entry("linear", ActivationFormula.LINEAR),
          Map.entry("relu", ActivationFormula.RELU),
          Map.entry("sigmoid", ActivationFormula.SIGMOID),
          Map.entry("tanh", ActivationFormula.TANH),
          Map.entry("hard_sigmoid", ActivationFormula.HARD_SIGMOID),
          Map.entry("hard_swish", ActivationFormula.HARD_SWISH),
          Map.entry("softsign", ActivationFormula.SOFTSIGN),
          Map.entry("softplus", ActivationFormula.SOFTPLUS),
          Map.entry("silu", ActivationFormula.SILU),
          Map.entry("gelu", ActivationFormula.GELU),
          Map.entry("gelu_tanh", ActivationFormula.GELU_TANH),
          Map.entry("step", ActivationFormula.STEP),
          Map.entry("leaky_relu", new NumberedFormula(n -> ActivationFormula.leakyRelu(n[0]))),
          Map.entry("elu", new NumberedFormula(n -> ActivationFormula.elu(n[0], n[1]))),
          Map.entry("expand", PlaceFormula.EXPAND),
          Map.entry("prelu", ArithmeticFormula.PRELU),
          Map.entry("softmax", new SoftmaxFormula()),
          Map.entry("log_softmax", new LogSoftmaxFormula()),
          Map.entry("add", ArithmeticFormula.ADD),
          Map.entry("subtract", ArithmeticFormula.SUBTRACT),
          Map.entry("multiply", ArithmeticFormula.MULTIPLY),
          Map.entry("normalize", ArithmeticFormula.NORMALIZE),
          Map.entry("scale", new NumberedFormula(n -> ActivationFormula.scale(n[0]))),
          Map.entry("scale_shift", ArithmeticFormula.SCALE_SHIFT),
          Map.entry("layer_norm", StandardizeFormula.LAYER),
          Map.entry("local_response_norm", new LocalResponseFormula()),
          Map.entry("rms_norm", StandardizeFormula.ROOT_MEAN_SQUARE),
          Map.entry("divide", ArithmeticFormula.DIVIDE),
          Map.entry("reduce_sum", ReduceFormula.SUM),
          Map.entry("reduce_mean", ReduceFormula.MEAN),
          Map.entry("reduce_max", ReduceFormula.MAX),
          Map.entry("reduce_shift", ReduceFormula.SHIFT),
          Map.entry("exp", ActivationFormula.EXP),
          Map.entry("log", ActivationFormula.LOG),
          Map.entry("counted", new CountedFormula()),
          Map.entry("with_steps", new SameElements()),
          Map.entry("valid", StepFormula.VALID),
          Map.entry("tail", StepFormula.TAIL),
          Map.entry("per_steps", StepFormula.PER_STEPS),
          Map.entry("time_reverse", StepFormula.REVERSE),
          Map.entry("last_step", StepFormula.LAST),
          Map.entry("embedding", new EmbeddingFormula()),
          Map.entry("matmul", new MatMulFormula()),
          Map.entry("reshape", PlaceFormula.RESHAPE),
          Map.entry("fold_time", new SameElements()),
          Map.entry("unfold_time", new SameElements()),
          Map.entry("steps_as_pixels", PlaceFormula.EXCHANGE),
          Map.entry("pixels_as_steps", PlaceFormula.EXCHANGE),
          Map.entry("permute", PlaceFormula.PERMUTE),
          Map.entry("slice", PlaceFormula.SLICE),
          Map.entry("concat", PlaceFormula.CONCAT),
          Map.entry("pad_constant", PlaceFormula.PAD_CONSTANT),
          Map.entry("pad_reflect", PlaceFormula.PAD_REFLECT),
          Map.entry("pad_replicate", PlaceFormula.PAD_REPLICATE),
          Map.entry("cross_entropy", new CrossEntropyFormula()),
          Map.entry("weighted_cross_entropy", new WeightedCrossEntropyFormula()),
          Map.entry("log_likelihood", new LogLikelihoodFormula()),
          Map.entry("squared_error", PairLossFormula.SQUARED_ERROR),
          Map.entry("absolute_error", PairLossFormula.ABSOLUTE_ERROR),
          Map.entry("huber", new NumberedFormula(n -> PairLossFormula.huber(n[0]))),
          Map.entry("hinge", PairLossFormula.HINGE),
          Map.entry("perceptron", PairLossFormula.PERCEPTRON),
          Map.entry("binary_cross_entropy", PairLossFormula.BINARY_CROSS_ENTROPY),
          Map.entry("binary_cross_entropy_with_logits", PairLossFormula.WITH_LOGITS),
          Map.entry("cosine", new CosineFormula()),
          Map.entry("l1_penalty", PenaltyFormula.L1),
          Map.entry("l2_penalty", PenaltyFormula.L2),
          Map.entry("weighted_mean", new WeightedMeanFormula()),
          Map.entry("dropout", DropoutFormula.ZERO),
          Map.entry("alpha_dropout", DropoutFormula.ALPHA),
          Map.entry("channel_dropout", DropoutFormula.CHANNELS),
          Map.entry("batch_norm", BatchNormFormula.TRAINING),
          Map.entry("row_select", new RowSelectFormula()),
          Map.entry("lstm_cell", new LstmCellFormula()),
          Map.entry("gru_cell", new GruCellFormula()),
          Map.entry("mean_rows", new MeanRowsFormula()));

  /** Of ops that predict otherwise than they train. */
  private static final Map<String, Formula> IN_PREDICTION =
      Map.ofEntries(
          Map.entry("dropout", ActivationFormula.LINEAR),
          Map.entry("alpha_dropout", ActivationFormula.LINEAR),
          Map.entry("channel_dropout", ActivationFormula.LINEAR),
          Map.entry("scan", new ScanFormula(Interpreter::predicting, Window.whole())),
          Map.entry("batch_norm", BatchNormFormula.PREDICTION));

  private final Graph graph;
  private final Batch batch;
  private final Map<String, double[]> parameters;
  private final Formula scans;
  private final Map<Value, double[]> predicted = new HashMap<>();
  private final Map<Value, double[]> values = new HashMap<>();
  private final Map<Value, double[]> gradients = new HashMap<>();

  /** The graph's values for a batch. */
  public Interpreter(Graph graph, Batch batch, Map<String, double[]> parameters) {
    this(graph, batch, parameters, Window.whole());
  }

  /** The same, of which training goes through time in its own way. */
  Interpreter(Graph graph, Batch batch, Map<String, double[]> parameters, Window window) {
    this.graph = Prune.run(graph, output -> true);
    this.batch = batch;
    this.parameters = parameters;
    this.scans = new ScanFormula(FORMULAS::get, window);
    for (Node node : this.graph.nodes()) {
      Formula trained = formula(node);
      forward(node, trained, values);
      forward(node, IN_PREDICTION.getOrDefault(node.op().mnemonic(), trained), predicted);
    }
  }

  private Formula formula(Node node) {
    return node.op() instanceof ScanOp ? scans : FORMULAS.get(node.op().mnemonic());
  }

  private static Formula predicting(String op) {
    return IN_PREDICTION.getOrDefault(op, FORMULAS.get(op));
  }

  /** The results of prediction by name. */
  public Map<String, double[]> outputs() {
    Map<String, double[]> outputs = new LinkedHashMap<>();
    graph.outputs(Graph.Role.RESULT).forEach(o -> outputs.put(o.name(), predicted.get(o.value())));
    return outputs;
  }

  /** The weighted sum of the losses. */
  public double loss() {
    return graph.outputs(Graph.Role.LOSS).stream()
        .mapToDouble(o -> o.weight() * values.get(o.value())[0])
        .sum();
  }

  /** The buffers that a training step moves, as it leaves them. */
  public Map<String, double[]> buffers() {
    Map<String, double[]> buffers = new LinkedHashMap<>();
    for (Node node : Prune.run(graph, o -> o.role() == Graph.Role.LOSS).nodes()) {
      Formula formula = formula(node);
      if (formula != null) {
        double[][] x = inputs(node, values);
        for (int i = 0; i < x.length; i++) {
          x[i] = buffers.getOrDefault(node.input(i).node().name(), x[i]); // moved already
        }
        formula
            .updates(node, rows(node), x)
            .forEach((input, moved) -> buffers.put(node.input(input).node().name(), moved));
      }
    }
    return buffers;
  }

  /** The gradients of the loss by parameter, zero where none flows. */
  public Map<String, double[]> gradients() {
    gradients.clear();
    for (Graph.Output loss : graph.outputs(Graph.Role.LOSS)) {
      accumulate(loss.value(), new double[] {loss.weight()});
    }
    graph.nodes().reversed().forEach(this::backward);
    Map<String, double[]> result = new LinkedHashMap<>();
    for (Node node : graph.parameters()) {
      if (!((ParameterOp) node.op()).isTrained() || !parameters.containsKey(node.name())) {
        continue;
      }
      double[] none = new double[node.types().getFirst().size()];
      result.put(node.name(), gradients.getOrDefault(node.result(), none));
    }
    return result;
  }

  /** The greatest gradient of a parameter's or sample's element in the last {@link #gradients}. */
  double greatestGradient() {
    return gradients.entrySet().stream()
        .filter(entry -> !entry.getKey().type().sampleDims().isEmpty())
        .mapToDouble(entry -> Tolerance.greatest(entry.getValue()))
        .max()
        .orElse(0);
  }

  private void forward(Node node, Formula formula, Map<Value, double[]> values) {
    if (node.op() instanceof InputOp) {
      values.put(node.result(), batch.values().get(node.name()));
      return;
    }
    if (node.op() instanceof ParameterOp parameter) {
      values.put(node.result(), parameter.isConstant() ? constant(parameter) : parameter(node));
      return;
    }
    if (formula == null) {
      throw new IllegalStateException("no formula for " + node + "; add one beside DenseFormula");
    }
    double[][] results = formula.forward(node, rows(node), inputs(node, values));
    for (int i = 0; i < results.length; i++) {
      values.put(node.result(i), results[i]);
    }
  }

  /** Rows of a node in this call: the steps of all samples where they are rows. */
  private int rows(Node node) {
    return batch.rows() * perSample(graph, node);
  }

  /** Rows of a node for each sample. */
  static int perSample(Graph graph, Node node) {
    if (graph.inputs().isEmpty()) {
      return 1; // all that is left is the same for every sample
    }
    int samples = graph.inputs().getFirst().types().getFirst().rows();
    return Stream.concat(node.types().stream(), node.inputs().stream().map(Value::type))
        .filter(TensorType::isBatched)
        .findFirst()
        .map(type -> type.rows() / samples)
        .orElse(1);
  }

  /** Zero where the model has not kept it, since it serves neither a result nor a loss. */
  private double[] parameter(Node node) {
    return parameters.getOrDefault(node.name(), new double[node.types().getFirst().size()]);
  }

  private static double[] constant(ParameterOp op) {
    double[] values = new double[op.declared().size()];
    List<? extends Number> written = op.initialization().arguments();
    Arrays.setAll(values, i -> written.get(written.size() == 1 ? 0 : i).doubleValue());
    return values;
  }

  private void backward(Node node) {
    double[][] yGrad = new double[node.types().size()][];
    double[][] y = new double[node.types().size()][];
    boolean flows = false;
    for (int i = 0; i < yGrad.length; i++) {
      y[i] = values.get(node.result(i));
      yGrad[i] = gradients.get(node.result(i));
      flows |= yGrad[i] != null;
    }
    if (flows && !node.inputs().isEmpty()) {
      Formula formula = formula(node);
      double[][] x = inputs(node, values);
      double[][] xGrad = formula.backward(node, rows(node), x, y, yGrad);
      for (int i = 0; i < xGrad.length; i++) {
        if (xGrad[i] != null) {
          accumulate(node.input(i), xGrad[i]);
        }
      }
    }
  }

  private void accumulate(Value value, double[] gradient) {
    gradients.merge(
        value,
        gradient,
        (a, b) -> {
          double[] sum = a.clone();
          for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
          }
          return sum;
        });
  }

  private static double[][] inputs(Node node, Map<Value, double[]> values) {
    return node.inputs().stream().map(values::get).toArray(double[][]::new);
  }
}
