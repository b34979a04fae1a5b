package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Images with channels one behind the other to images with channels side by side, and back, by
 * squares of as many channels and pixels as a vector has lanes:
 *
 * <pre>
 * v[i] = from[channel i][pixels] for i in 0 until L
 * transpose v
 * to[pixel i][channels] = v[i] for i in 0 until L
 * </pre>
 *
 * <p>Measured on 64 channels of 56 x 56 (Zen 4), ns an element: 16 lanes 0.14, two rearrangements
 * and a blend in place of each zip 0.17, gathers 0.40, element by element 0.28 to 0.30; 8 lanes
 * without AVX-512 0.19 (the zips as selections from two vectors 0.24), 4 lanes 0.22. Where channels
 * lie 4 KiB apart, 16 lanes take 0.25 to 0.31, elements 0.7 to 1.8.
 */
final class PackTransposed extends PackOp.Pack {
  @Override
  public String name() {
    return "pack transposed";
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    int lanes = context.target().lanes(type.dtype());
    return lanes > 1 && type.isBatched() && Squares.of(from, to, lanes).isPresent();
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.ROWS;
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(0);
    Home to = l.result(0);
    int lanes = l.target().lanes(to.buffer().dtype());
    Squares squares = Squares.of(from.layout(), to.layout(), lanes).orElseThrow();
    int whole = squares.wholeBlocks();
    int rest = squares.rest();
    Optional<Kernel> kernel = whole > 0 ? Optional.of(squares.kernel(l, lanes)) : Optional.empty();
    Optional<Kernel> last = rest > 0 ? Optional.of(squares.kernel(l, rest)) : Optional.empty();
    l.eachRow(row -> {
      squares.clear(l, to, to.row(row));
      kernel.ifPresent(
          k -> l.driver().loop("c", whole, c -> squares.call(l, k, row, squares.channel(c))));
      last.ifPresent(k -> squares.call(l, k, row, Index.of(whole * lanes)));
    });
  }

  /** How two images are cut into squares. */
  private record Squares(Image from, Image to, PixelBlocks pixels, boolean interleaves) {
    static Optional<Squares> of(Layout from, Layout to, int lanes) {
      if (!Image.isImage(from) || !Image.isImage(to)) {
        return Optional.empty();
      }
      Image source = Image.of(from);
      Image target = Image.of(to);
      boolean interleaves = isPlanar(source);
      Image planar = interleaves ? source : target;
      Image interleaved = interleaves ? target : source;
      if (!isPlanar(planar) || interleaved.channelStride() > 1 || to.part()) {
        return Optional.empty();
      }
      return PixelBlocks.of(planar, interleaved, lanes)
          .map(pixels -> new Squares(source, target, pixels, interleaves))
          .filter(squares -> squares.fit() && squares.pay());
    }

    /** Whether so little of them is empty or repeated that single moves would take longer. */
    private boolean pay() {
      int blocks = wholeBlocks() + (rest() > 0 ? 1 : 0);
      long area = (long) blocks * pixels.count() * lanes() * lanes();
      long moved = (long) channels() * pixels.pixels();
      return lanes() >= 16 ? 4 * area <= 7 * moved : 2 * area <= 3 * moved;
    }

    /** Whether vectors neither read beyond the last pixel nor leave a part of a pad. */
    private boolean fit() {
      int pixel = (interleaves ? to : from).strides().getLast();
      boolean padded = interleaves ? pixel == vectors() : pixel >= vectors();
      boolean tight = !interleaves || pixel == channels();
      return padded || tight && channels() >= lanes();
    }

    private int channels() {
      return from.channels();
    }

    /** Channels rounded up to whole vectors. */
    private int vectors() {
      return (channels() + lanes() - 1) / lanes() * lanes();
    }

    /**
     * Whether the last whole block ends with the channels and repeats some of the one before;
     * otherwise the pads beside the channels have to be written too.
     */
    private boolean repeats() {
      boolean pads = interleaves && to.strides().getLast() == vectors();
      return channels() > lanes() && channels() % lanes() > 0 && !pads;
    }

    private static boolean isPlanar(Image image) {
      return image.channelStride() > 1 && image.strides().getLast() == 1;
    }

    private int lanes() {
      return pixels.lanes();
    }

    /** Blocks of as many channels as there are lanes. */
    int wholeBlocks() {
      return (repeats() ? vectors() : channels()) / lanes();
    }

    /** Channels that no whole block has. */
    int rest() {
      return repeats() ? 0 : channels() % lanes();
    }

    /** The first channel of a whole block. */
    Index channel(Index block) {
      Index first = block.times(lanes());
      return repeats() ? first.min(Index.of(channels() - lanes())) : first;
    }

    /** Clears what no square covers. */
    void clear(Lowering l, Home home, Index at) {
      Borders.clear(l.driver(), home, at);
      Layout layout = home.layout();
      int lines = to.before().getFirst() + to.sizes().getFirst() + to.after().getFirst();
      int planes = interleaves ? 1 : channels();
      int covered = planes * lines * to.strides().getFirst();
      if (covered < layout.rowStride()) {
        l.driver().clear(home.buffer(), at.plus(covered), Index.of(layout.rowStride() - covered));
      }
    }

    void call(Lowering l, Kernel kernel, Index row, Index channel) {
      l.call(
          kernel,
          List.of(
              l.input(0).at(row).plus(channel.times(from.channelStride()).plus(offset(from))),
              l.result(0).at(row).plus(channel.times(to.channelStride()).plus(offset(to)))));
    }

    private static int offset(Image image) {
      return image.layout().offset();
    }

    /**
     * All squares of a block of channels.
     *
     * @param channels in the block; the others are zero where they are read, and not written
     */
    Kernel kernel(Lowering l, int channels) {
      KernelBuilder k = l.kernel((interleaves ? "interleave" : "separate") + channels);
      Place source = k.place("from", l.input(0).buffer().dtype());
      Place target = k.place("to", l.result(0).buffer().dtype());
      k.loop(
          "block",
          pixels.count(),
          block -> {
            Index at = k.let("at", pixels.planar(block));
            List<Index> ofPixels = pixels.interleaved(k, block);
            int stride = (interleaves ? from : to).channelStride();
            List<Expr.Use> rows = new ArrayList<>();
            for (int i = 0; i < lanes(); i++) {
              Index address = interleaves ? at.plus(i * stride) : ofPixels.get(i);
              Expr zero = k.constant(source.buffer().dtype(), 0);
              boolean reads = !interleaves || i < channels;
              rows.add(k.variable("v" + i, reads ? k.load(source, address) : zero));
            }
            LaneSquare.transpose(k, rows);
            for (int i = 0; i < (interleaves ? lanes() : channels); i++) {
              Index address = interleaves ? ofPixels.get(i) : at.plus(i * stride);
              k.store(target, address, rows.get(i));
            }
          });
      String order = interleaves ? "Channels side by side" : "Channels one behind the other";
      return l.finish(k, order + ", by squares of " + lanes() + " channels and pixels.");
    }
  }
}
