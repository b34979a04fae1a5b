package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.pack.PackOp;
import dev.lanewise.processor.graph.scan.KeepOp;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.ConstantOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each pass on a graph that fits on the screen. */
class PassesTest {
  private static Graph mlp;
  private static Graph diamond;

  private static final String RECURRENT =
      """
      @Model(batch = 4) interface Counter { @SequenceInput(length = %d, features = 3) Tensor x();
        @ClassLabel(16) Tensor label();
        @Lstm(units = 16) Tensor y(Tensor x); @LastStep @Output Tensor last(Tensor y);
        @CrossEntropyLoss Tensor loss(Tensor last, Tensor label); }
      """;

  @BeforeAll
  static void compile() {
    mlp =
        Passes.frontend(
            """
            @Model(batch = 4) interface Mlp {
              @Input(3) Tensor x();
              @ClassLabel(2) Tensor label();
              @Dense(units = 5, activation = RELU) Tensor hidden(Tensor x);
              @Dense(units = 2) Tensor scores(Tensor hidden);
              @Softmax @Output Tensor p(Tensor scores);
              @CrossEntropyLoss Tensor loss(Tensor scores, Tensor label);
            }
            """);
    diamond =
        Passes.frontend(
            """
            @Model(batch = 4) interface Diamond {
              @Input(3) Tensor x();
              @Label(3) Tensor t();
              @Dense(units = 3, bias = false) Tensor a(Tensor x);
              @Activation(TANH) Tensor b(Tensor a);
              @Add Tensor y(Tensor a, Tensor b);
              @Dense(units = 3) @Output Tensor aside(Tensor y);
              @MeanSquaredErrorLoss(weight = 2) Tensor loss(Tensor y, Tensor t);
            }
            """);
  }

  @Test
  void predictionKeepsWhatItsResultNeeds() {
    assertEquals(
        """
        graph Mlp
        %0 x : f32[rows<=4,3] = input {data}
        %1 hidden.weight : f32[5,3] = parameter {defaultLinear}
        %2 hidden.bias : f32[5] = parameter {defaultLinear}
        %3 hiddenLinear : f32[rows<=4,5] = dense %0, %1, %2
        %4 hidden : f32[rows<=4,5] = relu %3
        %5 scores.weight : f32[2,5] = parameter {defaultLinear}
        %6 scores.bias : f32[2] = parameter {defaultLinear}
        %7 scores : f32[rows<=4,2] = dense %4, %5, %6
        %8 p : f32[rows<=4,2] = softmax %7
        result p = %8
        """,
        Passes.print(predict(mlp)));
  }

  /** A prediction hands on what dropout reads, even to an output of its own. */
  @Test
  void dropoutIsNothingInPredictionAndAMaskInTraining() {
    Graph net =
        Passes.frontend(
            """
            @Model(batch = 4) interface Dropped {
              @Input(3) Tensor x();
              @Label(2) Tensor t();
              @Dense(units = 5) Tensor h(Tensor x);
              @Dropout(0.25) @Output Tensor d(Tensor h);
              @Dense(units = 2) @Output Tensor y(Tensor d);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    assertEquals(
        """
        graph Dropped
        %3 h : f32[rows<=4,5] = dense %0, %1, %2
        %6 y : f32[rows<=4,2] = dense %3, %4, %5
        result d = %3
        result y = %6
        """,
        Passes.computed(Passes.print(Expand.run(predict(net), Composite.Mode.PREDICTION))));
    assertEquals(
        """
        %5 d : f32[rows<=4,5] = mask %4 {0.25 of d}
        """,
        line(Passes.print(Passes.autodiff(net)), "d"));
    assertEquals(
        """
        %16 dPreGrad : f32[rows<=4,5] = mask %14 {0.25 of d}
        """,
        line(Passes.print(Passes.autodiff(net)), "dPreGrad"));
  }

  private static Graph normalized() {
    return Passes.frontend(
        """
        @Model(batch = 4) interface Normalized {
          @Input(3) Tensor x();
          @Label(5) Tensor t();
          @Dense(units = 5) Tensor h(Tensor x);
          @BatchNorm1d Tensor n(Tensor h);
          @Dense(units = 5, bias = false) Tensor g(Tensor n);
          @BatchNorm1d(affine = false) @Output Tensor y(Tensor g);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
        }
        """);
  }

  @Test
  void batchNormalisationIsStatisticsInTrainingAndMovesTheRunningOnes() {
    Graph losses = Prune.run(normalized(), o -> o.role() == Role.LOSS);
    String text = Passes.print(Expand.run(losses, Composite.Mode.TRAINING));
    assertEquals(
        """
        %9 nMoments : f32[5], f32[5], f32[5] = channel_moments %4 {1.0E-5}
        %10 nRunning : f32[5], f32[5] = running_statistics %7, %8, %9, %9#1 {0.1}
        %11 n : f32[rows<=4,5] = channel_norm %4, %9, %9#2, %5, %6
        """,
        line(text, "nMoments") + line(text, "nRunning") + line(text, "n"));
    assertEquals(
        """
          update n.running_mean = %10
          update n.running_var = %10#1
          update y.running_mean = %17
          update y.running_var = %17#1
        """
            .indent(-2),
        text.lines()
            .filter(l -> l.startsWith("update"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void foldMovesANormalisationIntoTheWeightsBeforeIt() {
    Graph known = Expand.run(predict(normalized()), Composite.Mode.PREDICTION);
    Graph folded = FoldBatchNorm.run(known, ScaleShiftOp::isOpOf);
    assertEquals(
        """
        graph Normalized
        %7 nScale : f32[5], f32[5] = channel_scale %5, %6, %3, %4 {1.0E-5}
        %8 h.weightScaled : f32[5,3] = scale_outputs %1, %7
        %9 h.biasShifted : f32[5] = scale_shift %2, %7, %7#1
        %10 n : f32[rows<=4,5] = dense %0, %8, %9
        %14 yScale : f32[5], f32[5] = channel_scale %12, %13 {1.0E-5}
        %15 g.weightScaled : f32[5,5] = scale_outputs %11, %14
        %16 y : f32[rows<=4,5] = dense %10, %15, %14#1
        result y = %16
        """,
        Passes.computed(Passes.print(folded)).replaceAll("(?m)^.* = buffer .*\n", ""));
    Plan plan = Passes.plan(Fuse.run(folded), Target.VECTOR_256, ProgramKind.BATCHED);
    Schedule schedule = Schedule.of(plan);
    assertEquals(
        List.of("nScale", "h.weightScaled", "h.biasShifted", "yScale", "g.weightScaled"),
        schedule.prepared().stream().map(Node::name).toList());
    assertEquals(
        List.of("n", "y", "y"),
        schedule.phases().getFirst().nodes().stream().map(Node::name).toList());
  }

  @Test
  void foldMovesANormalisationIntoTheFiltersBeforeIt() {
    Graph graph =
        Passes.frontend(
            """
            @Model(batch = 4) interface Filtered {
              @Input({3, 4, 4}) Tensor x();
              @ConvTranspose2d(filters = 5, kernel = 3) Tensor h(Tensor x);
              @BatchNorm2d(affine = false) Tensor n(Tensor h);
              @MaxPool2d(2) Tensor p(Tensor n);
              @BatchNorm2d(affine = false) Tensor m(Tensor p);
              @Conv2d(filters = 4, kernel = 1, activation = RELU) Tensor c(Tensor m);
              @BatchNorm2d(affine = false) Tensor d(Tensor c);
              @Activation(RELU) @Output Tensor y(Tensor d);
            }
            """);
    Graph known = Expand.run(predict(graph), Composite.Mode.PREDICTION);
    Graph folded = FoldBatchNorm.run(known, ScaleShiftOp::isOpOf);
    Plan plan = Passes.plan(Fuse.run(folded), Target.VECTOR_256, ProgramKind.BATCHED);
    Schedule schedule = Schedule.of(plan);
    assertEquals(
        List.of("channel_scale", "scale_filters", "scale_shift", "channel_scale", "channel_scale"),
        schedule.prepared().stream()
            .map(node -> node.op().mnemonic())
            .filter(name -> !name.equals("reshape"))
            .toList());
    assertEquals(
        List.of(
            "pack",
            "conv_transpose",
            "max_pool",
            "scale_shift",
            "conv+relu+scale_shift+relu",
            "pack"),
        schedule.phases().getFirst().nodes().stream().map(n -> n.op().mnemonic()).toList());
  }

  /** In training no image is packed between a convolution and its normalisation, nor back. */
  @Test
  void imagesStayAsTheyLieAroundTheirNormalisation() {
    Graph graph =
        Passes.frontend(
            """
            @Model(batch = 4) interface Filtered {
              @Input({3, 8, 8}) Tensor x();
              @Label(7) Tensor t();
              @Conv2d(filters = 7, kernel = 3, padding = Padding.SAME) Tensor a(Tensor x);
              @BatchNorm2d Tensor b(Tensor a);
              @Activation(RELU) Tensor c(Tensor b);
              @Conv2d(filters = 7, kernel = 3, padding = Padding.SAME) Tensor d(Tensor c);
              @BatchNorm2d Tensor e(Tensor d);
              @GlobalAvgPool Tensor y(Tensor e);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    Graph losses = Prune.run(graph, o -> o.role() == Role.LOSS);
    Graph expanded = Expand.run(losses, Composite.Mode.TRAINING);
    Graph train = Fuse.run(Autodiff.run(expanded, AddOp::new, ConstantOp::new));
    Plan plan = Passes.plan(train, Target.VECTOR_512, ProgramKind.TRAINING);
    assertEquals(
        List.of(),
        plan.graph().nodes().stream()
            .filter(node -> node.op() instanceof PackOp)
            .filter(node -> node.types().getFirst().isBatched())
            .filter(node -> node.types().getFirst().dims().size() == 4)
            .map(Node::name)
            .filter(name -> !name.equals("xPacked"))
            .toList());
  }

  /** A layer whose result is an output too stays as it is. */
  @Test
  void foldLeavesALayerThatOthersRead() {
    Graph graph =
        Passes.frontend(
            """
            @Model(batch = 4) interface Seen {
              @Input(3) Tensor x();
              @Dense(units = 5) @Output Tensor h(Tensor x);
              @BatchNorm1d @Output Tensor n(Tensor h);
            }
            """);
    Graph known = Expand.run(predict(graph), Composite.Mode.PREDICTION);
    assertEquals(Passes.print(known), Passes.print(FoldBatchNorm.run(known, ScaleShiftOp::isOpOf)));
  }

  @Test
  void oneSampleHasNoBound() {
    assertEquals(
        """
        graph Mlp
        %3 hiddenLinear : f32[1,5] = dense %0, %1, %2
        %4 hidden : f32[1,5] = relu %3
        %7 scores : f32[1,2] = dense %4, %5, %6
        %8 p : f32[1,2] = softmax %7
        result p = %8
        """,
        Passes.computed(Passes.print(SetRows.run(predict(mlp), 1))));
  }

  /** The input's gradient is not computed: nobody asks for it. */
  @Test
  void autodiffAddsTheGradientOfEachParameter() {
    assertEquals(
        """
        graph Mlp
        %4 hiddenLinear : f32[rows<=4,5] = dense %0, %2, %3
        %5 hidden : f32[rows<=4,5] = relu %4
        %8 scores : f32[rows<=4,2] = dense %5, %6, %7
        %9 lossRows : f32[rows<=4], f32[rows<=4,2] = cross_entropy %8, %1
        %10 loss : f32[] = mean_rows %9
        %11 lossGrad : f32[] = constant {1.0}
        %12 lossRowsGrad : f32[rows<=4] = mean_rows_grad %11
        %13 scoresGrad : f32[rows<=4,2] = cross_entropy_grad %9#1, %1, %12
        %14 hiddenGrad : f32[rows<=4,5] = dense_input_grad %13, %6
        %15 scores.weightGrad : f32[2,5], f32[2] = dense_weight_grad %5, %13
        %16 hiddenPreGrad : f32[rows<=4,5] = relu_grad %14, %5
        %17 hidden.weightGrad : f32[5,3], f32[5] = dense_weight_grad %0, %16
        loss loss = %10
        gradient hidden.weight = %17
        gradient hidden.bias = %17#1
        gradient scores.weight = %15
        gradient scores.bias = %15#1
        """,
        Passes.computed(Passes.print(Passes.autodiff(mlp))));
  }

  /** The weight of the loss is where the gradients start; the layer aside has none. */
  @Test
  void autodiffAddsUpWhatComesBackToAValueReadTwice() {
    assertEquals(
        """
        graph Diamond
        %3 a : f32[rows<=4,3] = dense %0, %2
        %4 b : f32[rows<=4,3] = tanh %3
        %5 y : f32[rows<=4,3] = add %3, %4
        %6 lossRows : f32[rows<=4] = squared_error %5, %1
        %7 loss : f32[] = mean_rows %6
        %8 lossGrad : f32[] = constant {2.0}
        %9 lossRowsGrad : f32[rows<=4] = mean_rows_grad %8
        %10 yGrad : f32[rows<=4,3] = squared_error_grad %5, %1, %9
        %11 bPreGrad : f32[rows<=4,3] = tanh_grad %10, %4
        %12 aGrad : f32[rows<=4,3] = add %10, %11
        %13 a.weightGrad : f32[3,3] = dense_weight_grad %0, %12
        loss loss = %7 weight 2.0
        gradient a.weight = %13
        """,
        Passes.computed(Passes.print(Passes.autodiff(diamond))));
  }

  @Test
  void fuseAppliesElementwiseOpsWhereTheirInputIsMade() {
    assertEquals(
        """
        graph Mlp
        %4 hidden : f32[rows<=4,5] = dense+relu %0, %2, %3
        %7 scores : f32[rows<=4,2] = dense %4, %5, %6
        %8 lossRows : f32[rows<=4], f32[rows<=4,2] = cross_entropy %7, %1
        %9 loss : f32[] = mean_rows %8
        %10 lossGrad : f32[] = constant {1.0}
        %11 lossRowsGrad : f32[rows<=4] = mean_rows_grad %10
        %12 scoresGrad : f32[rows<=4,2] = cross_entropy_grad %8#1, %1, %11
        %13 scores.weightGrad : f32[2,5], f32[2] = dense_weight_grad %4, %12
        %14 hiddenPreGrad : f32[rows<=4,5] = dense_input_grad+relu_grad %12, %5, %4
        %15 hidden.weightGrad : f32[5,3], f32[5] = dense_weight_grad %0, %14
        loss loss = %9
        gradient hidden.weight = %15
        gradient hidden.bias = %15#1
        gradient scores.weight = %13
        gradient scores.bias = %13#1
        """,
        Passes.computed(Passes.print(Fuse.run(Passes.autodiff(mlp)))));
  }

  /** {@code a} has two readers, and stays; {@code b} has one, which is a sum in any order. */
  @Test
  void fuseLeavesAValueThatOthersRead() {
    Graph fused = Fuse.run(predict(diamond));
    assertEquals(
        """
        graph Diamond
        %2 a : f32[rows<=4,3] = dense %0, %1
        %3 y : f32[rows<=4,3] = tanh+add %2, %2
        %6 aside : f32[rows<=4,3] = dense %3, %4, %5
        result aside = %6
        """,
        Passes.computed(Passes.print(fused)));
  }

  /** A chain that C1 could not take in one method is cut. */
  @Test
  void fuseKeepsALoopWithinTheBudget() {
    Graph chain =
        Passes.frontend(
            """
            @Model(type = DataType.DOUBLE) interface Chain {
              @Input(3) Tensor x();
              @Activation(TANH) Tensor a(Tensor x);
              @Activation(RELU) Tensor b(Tensor a);
              @Activation(SIGMOID) Tensor c(Tensor b);
              @Activation(RELU) Tensor d(Tensor c);
              @Activation(RELU) Tensor e(Tensor d);
            }
            """);
    List<String> ops =
        Fuse.run(predict(chain)).nodes().stream().map(n -> n.op().mnemonic()).toList();
    assertEquals(List.of("input", "tanh", "relu", "sigmoid", "relu+relu"), ops);
  }

  /** Backward, the weights are streamed by feature: a second copy, made anew in each step. */
  @Test
  void theBackwardProductReadsPackedWeights() {
    Plan plan = trainingPlan(mlp);
    String text = Passes.computed(Passes.print(plan));
    assertEquals(
        """
        %4 hidden : f32[rows<=4,5] = dense+relu %0, %2, %3   \
        [outer product] @ i0*16 + i1 (64, zero pads)
        """,
        line(text, "hidden"));
    assertEquals(
        """
        %14 scores.weightPacked : f32[2,5] = pack %5 {i1/16*32 + i0*16 + i1%16 (32, zero pads)}   \
        [transpose panels] @ i1/16*32 + i0*16 + i1%16 (32, zero pads)
        """,
        line(text, "scores.weightPacked"));
    assertEquals(
        """
        %15 hiddenPreGrad : f32[rows<=4,5] = dense_input_grad+relu_grad %12, %14, %4   \
        [outer product] @ i0*16 + i1 (64, zero pads)
        """,
        line(text, "hiddenPreGrad"));
  }

  /** An array of the user's has no pads; a loss reads whole vectors. */
  @Test
  void usersArraysArePackedWhereVectorsReadThem() {
    String text = Passes.computed(Passes.print(trainingPlan(diamond)));
    assertEquals(
        """
        %6 tPacked : f32[rows<=4,3] = pack %1 {i0*16 + i1 (64, zero pads)}   \
        [pack rows] @ i0*16 + i1 (64, zero pads)
        """,
        line(text, "tPacked"));
  }

  /** Pixels stay where they are: it is the weights that a prediction puts in their order, once. */
  @Test
  void aDenseLayerReadsFlattenedPixelsInTheirOrder() {
    Graph graph =
        Passes.frontend(
            """
            @Model interface Pixels { @Input({2, 5}) Tensor x();
              @Conv1d(filters = 16, kernel = 2) Tensor c(Tensor x);
              @Flatten Tensor f(Tensor c);
              @Dense(units = 3) @Output Tensor y(Tensor f); }
            """);
    String text = Passes.print(Passes.plan(predict(graph), Target.VECTOR_512, ProgramKind.LATENCY));
    assertEquals(
        """
        %8 y.weightPacked : f32[3,64] = pack %6 \
        {i0/16*1024 + i1/4*16 + i1%4*256 + i0%16 (1024, zero pads)}   \
        [pack elements] @ i0/16*1024 + i1/4*16 + i1%4*256 + i0%16 (1024, zero pads)
        """,
        line(text, "y.weightPacked"));
    assertEquals(
        """
        %5 f : f32[rows<=32,64] = reshape %4 {64}   \
        [view] @ i0*64 + i1/4 + i1%4*16 (2048)
        """,
        line(text, "f"));
  }

  /** Few filters from the user's image to the user's image: neither end is packed. */
  @Test
  void anImageForTheUserIsWrittenWhereTheUserReadsIt() {
    Graph graph =
        Passes.frontend(
            """
            @Model interface Edges { @Input({1, 9, 40}) Tensor x();
              @Conv2d(filters = 2, kernel = 3) @Output Tensor y(Tensor x); }
            """);
    assertEquals(
        """
        graph Edges
        %3 y : f32[rows<=32,2,7,38] = conv %0, %1, %2 \
        {[9 (kernel 3, stride 1, pads 0 and 0, dilation 1), 40 (kernel 3, stride 1, pads 0 and 0, dilation 1)]}   \
        [lanes along pixels] @ i0*532 + i1*266 + i2*38 + i3 (17024)
        result y = %3
        """,
        Passes.computed(
            Passes.print(Passes.plan(predict(graph), Target.VECTOR_512, ProgramKind.LATENCY))));
  }

  /** Though one array may be both images: each channel is read before it is written. */
  @Test
  void channelsByThemselvesAreWrittenWhereTheUserReadsThem() {
    Graph graph =
        Passes.frontend(
            """
            @Model interface Blur { @Input({3, 9, 40}) Tensor x();
              @DepthwiseConv2d(kernel = 3, padding = Padding.SAME) @Output Tensor y(Tensor x); }
            """);
    String plan =
        Passes.computed(
            Passes.print(Passes.plan(predict(graph), Target.VECTOR_512, ProgramKind.LATENCY)));
    assertTrue(plan.contains("[lanes along pixels, channel by channel]"), plan);
    assertTrue(plan.endsWith("result y = %3\n"), plan);
  }

  /** What has lanes along channels goes to the user's order in the node, without a pack behind. */
  @Test
  void linesOfAConvolutionAreWrittenForTheUser() {
    Graph graph =
        Passes.frontend(
            """
            @Model interface Filters { @Input({3, 9, 21}) Tensor x();
              @Conv2d(filters = 32, kernel = 3, stride = 2) @Output Tensor y(Tensor x); }
            """);
    String plan =
        Passes.computed(
            Passes.print(Passes.plan(predict(graph), Target.VECTOR_512, ProgramKind.LATENCY)));
    assertTrue(plan.contains("[direct convolution, line by line for the user]"), plan);
    assertTrue(plan.endsWith("result y = %4\n"), plan);
  }

  @Test
  void trainingOfAnMlpHasThreePhases() {
    List<List<String>> phases =
        Schedule.of(trainingPlan(mlp)).phases().stream()
            .map(phase -> phase.nodes().stream().map(Node::name).toList())
            .toList();
    assertEquals(
        List.of(
            List.of("lossGrad", "scores.weightPacked"),
            List.of("hidden", "scores", "lossRows", "lossRowsGrad", "scoresGrad", "hiddenPreGrad"),
            List.of("loss", "scores.weightGrad", "hidden.weightGrad")),
        phases);
    assertEquals(
        List.of(false, true, false),
        Schedule.of(trainingPlan(mlp)).phases().stream().map(Schedule.Phase::byRows).toList());
  }

  @Test
  void predictionIsOnePhase() {
    Plan plan = Passes.plan(Fuse.run(predict(mlp)), Target.VECTOR_256, ProgramKind.BATCHED);
    assertEquals(1, Schedule.of(plan).phases().size());
  }

  /** What training updates is what it reads: a gradient lies as its weights do. */
  @Test
  void gradientsLieAsTheirWeightsDo() {
    for (Graph graph : List.of(mlp, diamond)) {
      Plan plan = trainingPlan(graph);
      Map<String, dev.lanewise.processor.graph.Layout> layouts = plan.parameterLayouts();
      plan.graph()
          .outputs(Role.GRADIENT)
          .forEach(
              o -> assertEquals(layouts.get(o.name()).terms(), plan.layout(o.value()).terms()));
    }
  }

  /** Of several steps what is kept is where the loop begins, and gets what it ends with. */
  @Test
  void loopsGoOnWhereTheLastRunEnded() {
    String text = Passes.print(Passes.keeping(Passes.frontend(RECURRENT.formatted(5))));
    assertEquals(
        """
        %8 y.hKept : f32[rows<=4,16] = kept
        %9 y.cKept : f32[rows<=4,16] = kept
        %11 y.h : f32[rows<=4,16] = state %8 {y}
        %12 y.c : f32[rows<=4,16] = state %9 {y}
        %17 y.hNext : f32[rows<=4,16] = next %11, %15#4 {y}
        %18 y.cNext : f32[rows<=4,16] = next %12, %15#1 {y}
        %21 y.hKeep : f32[rows<=4,16] = keep %8, %17
        %22 y.cKeep : f32[rows<=4,16] = keep %9, %18
        kept y.h = %21
        kept y.c = %22
        """,
        text.lines()
                .filter(line -> line.matches(".*( = (kept|keep|state|next)\\b).*|kept.*"))
                .collect(Collectors.joining("\n"))
            + "\n");
  }

  /** Of one step the state is what was kept, and the next one is made in its place. */
  @Test
  void aSingleStepIsWrittenWhereItIsKept() {
    Graph graph = SetRows.run(Passes.keeping(Passes.frontend(RECURRENT.formatted(1))), 1);
    Plan plan = Passes.plan(Fuse.run(graph), Target.VECTOR_512, ProgramKind.LATENCY);
    for (Graph.Output kept : plan.graph().outputs(Role.KEPT)) {
      Node keep = kept.value().node();
      assertEquals("kept", keep.input(0).node().op().mnemonic());
      assertEquals("lstm_cell", keep.input(1).node().op().mnemonic());
      assertEquals(keep.input(0), plan.root(keep.input(1)));
    }
    assertEquals(2, plan.graph().outputs(Role.KEPT).size());
  }

  /** The gradient of the recurrent weights reads what was kept, in a later phase than the step. */
  @Test
  void whatIsKeptIsOverwrittenWhenAllHaveReadIt() {
    Graph graph = Passes.frontend(RECURRENT.formatted(1));
    Plan plan =
        Passes.plan(Fuse.run(Passes.stateful(graph)), Target.VECTOR_512, ProgramKind.TRAINING);
    List<Node> order =
        Schedule.of(plan).phases().stream().flatMap(phase -> phase.nodes().stream()).toList();
    List<Node> keeps = order.stream().filter(node -> node.op() instanceof KeepOp).toList();
    assertEquals(List.of("y.cKeep", "y.hKeep"), keeps.stream().map(Node::name).toList());
    for (Node keep : keeps) {
      List<Node> readers =
          order.stream()
              .filter(n -> n.inputs().stream().anyMatch(i -> plan.root(i).equals(keep.input(0))))
              .toList();
      assertTrue(readers.size() > 2, readers::toString);
      assertEquals(keep, readers.getLast());
    }
  }

  private static Graph predict(Graph graph) {
    return Prune.run(graph, o -> o.role() == Role.RESULT);
  }

  private static Plan trainingPlan(Graph graph) {
    return Passes.plan(Fuse.run(Passes.autodiff(graph)), Target.VECTOR_512, ProgramKind.TRAINING);
  }

  private static String line(String text, String node) {
    return text.lines().filter(l -> l.contains(" " + node + " : ")).findFirst().orElseThrow()
        + "\n";
  }
}
