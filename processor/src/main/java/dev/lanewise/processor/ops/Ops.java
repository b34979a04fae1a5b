package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import dev.lanewise.processor.ops.activation.PreluRoom;
import dev.lanewise.processor.ops.activation.SlopeRooms;
import dev.lanewise.processor.ops.arithmetic.ArithmeticRoom;
import dev.lanewise.processor.ops.arithmetic.NormalizeRoom;
import dev.lanewise.processor.ops.conv.ConvRoom;
import dev.lanewise.processor.ops.conv.ConvTransposeRoom;
import dev.lanewise.processor.ops.conv.DepthwiseConvRoom;
import dev.lanewise.processor.ops.conv.SeparableConvRoom;
import dev.lanewise.processor.ops.dense.DenseRoom;
import dev.lanewise.processor.ops.loss.ClassLossRooms;
import dev.lanewise.processor.ops.loss.PairLossRoom;
import dev.lanewise.processor.ops.matmul.MatMulRoom;
import dev.lanewise.processor.ops.normalization.BatchNormRoom;
import dev.lanewise.processor.ops.normalization.LocalResponseNormRoom;
import dev.lanewise.processor.ops.normalization.SampleNormRooms;
import dev.lanewise.processor.ops.parameter.InitializeModifier;
import dev.lanewise.processor.ops.parameter.PenaltyModifier;
import dev.lanewise.processor.ops.pool.PoolRoom;
import dev.lanewise.processor.ops.random.DropoutRoom;
import dev.lanewise.processor.ops.recurrent.RecurrentRooms;
import dev.lanewise.processor.ops.sequence.SequenceRooms;
import dev.lanewise.processor.ops.shape.ReduceRoom;
import dev.lanewise.processor.ops.shape.ShapeRooms;
import dev.lanewise.processor.ops.upsample.UpsampleRoom;
import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue: every op a user can write. A new op adds its line here, and nothing else outside
 * its room.
 */
public final class Ops {
  public static final List<Room> ROOMS =
      Stream.of(
              List.of(
                  new InputRoom(),
                  new ClassLabelRoom(),
                  new LabelRoom(),
                  new StateRoom(),
                  new ParameterRoom(),
                  new ConstantRoom(),
                  new DenseRoom(),
                  new ConvRoom(1),
                  new ConvRoom(2),
                  new ConvRoom(3),
                  new DepthwiseConvRoom(1),
                  new DepthwiseConvRoom(2),
                  new SeparableConvRoom(1),
                  new SeparableConvRoom(2),
                  new ConvTransposeRoom(1),
                  new ConvTransposeRoom(2),
                  new ActivationRoom(),
                  new SlopeRooms.LeakyRelu(),
                  new SlopeRooms.Elu(),
                  new PreluRoom(),
                  new NormalizeRoom(),
                  new BatchNormRoom(1),
                  new BatchNormRoom(2),
                  new BatchNormRoom(3),
                  new LocalResponseNormRoom(),
                  new SoftmaxRoom("Softmax", false),
                  new SoftmaxRoom("LogSoftmax", true),
                  new MatMulRoom(),
                  new UpsampleRoom(),
                  new ClassLossRooms.CrossEntropy(),
                  new ClassLossRooms.LogLikelihood()),
              SequenceRooms.ALL,
              SampleNormRooms.ALL,
              RecurrentRooms.ALL,
              PoolRoom.ALL,
              DropoutRoom.ALL,
              ArithmeticRoom.ALL,
              ReduceRoom.ALL,
              ShapeRooms.ALL,
              PairLossRoom.ALL)
          .flatMap(List::stream)
          .toList();

  /** What may stand beside an op, on a layer with parameters. */
  public static final List<LayerModifier> MODIFIERS =
      List.of(PenaltyModifier.L1, PenaltyModifier.L2, new InitializeModifier());

  private Ops() {}
}
