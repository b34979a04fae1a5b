/**
 * What a model is written with.
 *
 * <p>A model is an interface with {@link dev.lanewise.annotations.Model}. Each abstract method is
 * one node of its dataflow graph: the method's name is the node's name, its parameters' names are
 * the nodes it reads, and its annotation says what it computes.
 *
 * <pre>{@code
 * @Model(batch = 64)
 * interface Digits {
 *   @Input(784) Tensor image();
 *   @ClassLabel(10) Tensor label();
 *
 *   @Dense(units = 128, activation = RELU) Tensor hidden(Tensor image);
 *   @Dense(units = 10) Tensor logits(Tensor hidden);
 *   @Softmax @Output Tensor probabilities(Tensor logits);
 *
 *   @CrossEntropyLoss Tensor loss(Tensor logits, Tensor label);
 * }
 * }</pre>
 *
 * <p>The processor writes {@code DigitsNet} for it. Shapes leave the batch out. {@code default} and
 * {@code static} methods are the user's own and are left alone.
 *
 * <p>Every method carries exactly one op annotation:
 *
 * <ul>
 *   <li>what comes in: {@link dev.lanewise.annotations.Input}, {@link
 *       dev.lanewise.annotations.SequenceInput}, {@link dev.lanewise.annotations.TokenInput},
 *       {@link dev.lanewise.annotations.ClassLabel}, {@link dev.lanewise.annotations.Label};
 *   <li>layers: {@link dev.lanewise.annotations.Dense}, {@link dev.lanewise.annotations.Embedding},
 *       {@link dev.lanewise.annotations.Activation}, {@link dev.lanewise.annotations.LeakyRelu},
 *       {@link dev.lanewise.annotations.Elu}, {@link dev.lanewise.annotations.Prelu}, {@link
 *       dev.lanewise.annotations.Softmax}, {@link dev.lanewise.annotations.LogSoftmax}, {@link
 *       dev.lanewise.annotations.BatchNorm1d}, {@link dev.lanewise.annotations.BatchNorm2d}, {@link
 *       dev.lanewise.annotations.BatchNorm3d}, {@link dev.lanewise.annotations.LocalResponseNorm},
 *       {@link dev.lanewise.annotations.LayerNorm}, {@link dev.lanewise.annotations.RmsNorm},
 *       {@link dev.lanewise.annotations.Dropout}, {@link dev.lanewise.annotations.AlphaDropout};
 *   <li>pooling and upsampling: {@link dev.lanewise.annotations.MaxPool1d}, {@link
 *       dev.lanewise.annotations.MaxPool2d}, {@link dev.lanewise.annotations.MaxPool3d}, {@link
 *       dev.lanewise.annotations.AvgPool1d}, {@link dev.lanewise.annotations.AvgPool2d}, {@link
 *       dev.lanewise.annotations.AvgPool3d}, {@link dev.lanewise.annotations.GlobalMaxPool}, {@link
 *       dev.lanewise.annotations.GlobalAvgPool}, {@link dev.lanewise.annotations.Upsample};
 *   <li>arithmetic: {@link dev.lanewise.annotations.Add}, {@link
 *       dev.lanewise.annotations.Subtract}, {@link dev.lanewise.annotations.Multiply}, {@link
 *       dev.lanewise.annotations.Divide}, {@link dev.lanewise.annotations.Normalize}, {@link
 *       dev.lanewise.annotations.ReduceSum}, {@link dev.lanewise.annotations.ReduceMean}, {@link
 *       dev.lanewise.annotations.ReduceMax}, {@link dev.lanewise.annotations.MatMul};
 *   <li>sequences: {@link dev.lanewise.annotations.LastStep}, {@link
 *       dev.lanewise.annotations.TimeReverse};
 *   <li>shapes: {@link dev.lanewise.annotations.Flatten}, {@link dev.lanewise.annotations.Reshape},
 *       {@link dev.lanewise.annotations.Permute}, {@link dev.lanewise.annotations.Slice}, {@link
 *       dev.lanewise.annotations.Pad}, {@link dev.lanewise.annotations.Concat};
 *   <li>blocks: {@link dev.lanewise.annotations.Use}, and {@link dev.lanewise.annotations.StateOf}
 *       for further results;
 *   <li>losses: {@link dev.lanewise.annotations.CrossEntropyLoss}, {@link
 *       dev.lanewise.annotations.NegativeLogLikelihoodLoss}, {@link
 *       dev.lanewise.annotations.MeanSquaredErrorLoss}, {@link
 *       dev.lanewise.annotations.MeanAbsoluteErrorLoss}, {@link
 *       dev.lanewise.annotations.HuberLoss}, {@link dev.lanewise.annotations.HingeLoss}, {@link
 *       dev.lanewise.annotations.PerceptronLoss}, {@link
 *       dev.lanewise.annotations.BinaryCrossEntropyLoss}, {@link
 *       dev.lanewise.annotations.BinaryCrossEntropyWithLogitsLoss}, {@link
 *       dev.lanewise.annotations.CosineLoss};
 * </ul>
 *
 * and may carry modifiers besides: {@link dev.lanewise.annotations.Output}, {@link
 * dev.lanewise.annotations.Named}, and on layers with parameters the penalties {@link
 * dev.lanewise.annotations.L1} and {@link dev.lanewise.annotations.L2} and the start of each
 * parameter, {@link dev.lanewise.annotations.Initialize}. {@link dev.lanewise.annotations.From}
 * stands on parameters.
 *
 * <p>What several models have in common, or one model several times, is an interface with {@link
 * dev.lanewise.annotations.Block}.
 *
 * <p>All annotations have {@code CLASS} retention: nothing is read at run time.
 */
package dev.lanewise.annotations;
