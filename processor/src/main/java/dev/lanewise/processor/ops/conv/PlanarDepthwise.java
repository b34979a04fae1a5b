package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Place;
import java.util.List;
import java.util.Optional;

/**
 * A depthwise convolution from the user's array to the user's array, channel by channel, with lanes
 * along the pixels of a line.
 *
 * <pre>
 * for each sample, for each channel:
 *   plane = x[channel] with a border of zeros
 *   for each filter of the channel, for each run of vectors of a line:
 *     walk down the lines of the plane ({@code PlaneWalk})
 * </pre>
 *
 * <p>A plane is in the first-level cache while its filters walk over it, and neither image is ever
 * transposed. Measured at 512 bits, 3x3 on 128 channels of 56 x 56 pixels: 129 us, of which the
 * border takes 36; {@link ChannelLanes} takes 90, and 132 more to bring both images into its order
 * and back.
 */
final class PlanarDepthwise implements RowAlgorithm {
  @Override
  public String name() {
    return "lanes along pixels, channel by channel";
  }

  private static ConvOp op(Node node) {
    return (ConvOp) FusedOp.of(node).root();
  }

  @Override
  public boolean applies(Node node, Optional<Layout> wish, Context context) {
    ConvOp op = op(node);
    TensorType x = node.input(0).type();
    boolean planar =
        node.input(0).node().op() instanceof InputOp
            && wish.isPresent()
            && wish.get().hasCanonicalRows();
    return planar
        && op.groups() == x.sampleShape().getFirst()
        && node.inputs().size() == FusedOp.of(node).rootInputs()
        && Plane.isWalkable(op, context.target().lanes(x.dtype()))
        && PlaneWalk.vectors(FusedOp.of(node), x.dtype(), context.target()) > 0;
  }

  @Override
  public boolean writesExactly(Node node, int result, Context context) {
    return true;
  }

  /** A plane is copied before those of its filters are written. */
  @Override
  public boolean readsAhead(Node node) {
    return true;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    return input == 0 ? Layout.canonical(type.shape()) : context.flat(type);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(Layout.canonical(node.types().getFirst().shape()));
  }

  @Override
  public int scratch(Node node, Context context) {
    return Plane.of(op(node)).size(context.target().lanes(node.input(0).type().dtype()));
  }

  @Override
  public void lower(Lowering l) {
    ConvOp op = op(l.node());
    Home x = l.input(0);
    Home y = l.result(0);
    Home scratch = l.scratch();
    Plane plane = Plane.of(op);
    int filters = op.filters() / op.groups();
    PlaneCopy copy = PlaneCopy.of(l, plane);
    List<PlaneWalk> walks = PlaneWalk.all(l, plane);
    l.eachRow(row -> {
      Place bordered = scratch.at(row);
      l.driver().clear(bordered.buffer(), bordered.at(), Index.of(scratch.rowStride()));
      l.driver()
          .loop(
              "c",
              op.groups(),
              c -> {
                copy.call(x.at(row).plus(c.times(plane.pixels())), bordered);
                l.driver()
                    .loop(
                        "f",
                        filters,
                        f -> {
                          Index filter = c.times(filters).plus(f);
                          Place result = y.at(row).plus(filter.times(plane.results()));
                          walks.forEach(walk -> walk.call(bordered, filter, result));
                        });
              });
    });
  }
}
