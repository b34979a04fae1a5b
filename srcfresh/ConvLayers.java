package fresh;

import static dev.lanewise.annotations.ActivationFunction.RELU;
import static dev.lanewise.annotations.Padding.SAME;

import dev.lanewise.annotations.Conv1d;
import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.DepthwiseConv2d;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Tensor;

/**
 * Convolutions by themselves, with bias and ReLU, of the sizes that networks for images and signals
 * are made of.
 */
public final class ConvLayers {

  private ConvLayers() {}

  /** 64 channels to 64, 56 x 56 pixels. */
  @Model(batch = 1)
  public interface Conv3x3x64x56 {
    @Input({64, 56, 56})
    Tensor input();

    @Conv2d(filters = 64, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /**
   * The same twice: what it takes longer than once is a convolution that reads what one before it
   * wrote, without the user's order of elements on either side.
   */
  @Model(batch = 1)
  public interface Conv3x3x64x56Twice {
    @Input({64, 56, 56})
    Tensor input();

    @Conv2d(filters = 64, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);

    @Conv2d(filters = 64, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv2(Tensor conv);
  }

  /** 128 channels to 128, 28 x 28 pixels. */
  @Model(batch = 1)
  public interface Conv3x3x128x28 {
    @Input({128, 28, 28})
    Tensor input();

    @Conv2d(filters = 128, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 256 channels to 256, 14 x 14 pixels. */
  @Model(batch = 1)
  public interface Conv3x3x256x14 {
    @Input({256, 14, 14})
    Tensor input();

    @Conv2d(filters = 256, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 512 channels to 512, 7 x 7 pixels. */
  @Model(batch = 1)
  public interface Conv3x3x512x7 {
    @Input({512, 7, 7})
    Tensor input();

    @Conv2d(filters = 512, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 64 channels to 128, 56 x 56 pixels to 28 x 28. */
  @Model(batch = 1)
  public interface Conv3x3Stride2x64x128x56 {
    @Input({64, 56, 56})
    Tensor input();

    @Conv2d(filters = 128, kernel = 3, stride = 2, pads = 1, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 64 channels to 256, pixel by pixel, 56 x 56 of them. */
  @Model(batch = 1)
  public interface Conv1x1x64x256x56 {
    @Input({64, 56, 56})
    Tensor input();

    @Conv2d(filters = 256, kernel = 1, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 1024 channels to 256, pixel by pixel, 14 x 14 of them. */
  @Model(batch = 1)
  public interface Conv1x1x1024x256x14 {
    @Input({1024, 14, 14})
    Tensor input();

    @Conv2d(filters = 256, kernel = 1, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** The first layer of a ResNet: 3 channels to 64, 224 x 224 pixels to 112 x 112. */
  @Model(batch = 1)
  public interface Conv7x7Stride2x3x64x224 {
    @Input({3, 224, 224})
    Tensor input();

    @Conv2d(filters = 64, kernel = 7, stride = 2, pads = 3, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 32 channels to 64, 28 x 28 pixels. */
  @Model(batch = 1)
  public interface Conv5x5x32x64x28 {
    @Input({32, 28, 28})
    Tensor input();

    @Conv2d(filters = 64, kernel = 5, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 128 channels, each by itself, 56 x 56 pixels. */
  @Model(batch = 1)
  public interface Depthwise3x3x128x56 {
    @Input({128, 56, 56})
    Tensor input();

    @DepthwiseConv2d(kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** Odd in every way: 17 channels to 29, 31 x 31 pixels. */
  @Model(batch = 1)
  public interface Conv3x3x17x29x31 {
    @Input({17, 31, 31})
    Tensor input();

    @Conv2d(filters = 29, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** Few channels: 3 to 5, 13 x 57 pixels. */
  @Model(batch = 1)
  public interface Conv5x5x3x5x13x57 {
    @Input({3, 13, 57})
    Tensor input();

    @Conv2d(filters = 5, kernel = 5, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 32 channels to 32, 121 samples of a signal. */
  @Model(batch = 1)
  public interface Conv1dK3x32x121 {
    @Input({32, 121})
    Tensor input();

    @Conv1d(filters = 32, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }

  /** 512 channels to 512, 300 samples of a signal. */
  @Model(batch = 1)
  public interface Conv1dK3x512x300 {
    @Input({512, 300})
    Tensor input();

    @Conv1d(filters = 512, kernel = 3, padding = SAME, activation = RELU)
    Tensor conv(Tensor input);
  }
}
