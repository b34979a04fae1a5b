package dev.lanewise.samples;

import static dev.lanewise.annotations.ActivationFunction.RELU;
import static dev.lanewise.annotations.ActivationFunction.SIGMOID;

import dev.lanewise.annotations.Conv2d;
import dev.lanewise.annotations.ConvTranspose2d;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Tensor;

/**
 * A denoising autoencoder. What it makes of an image, 32 channels of 7 x 7 numbers, is more than
 * the pixels are: it is their noise that keeps it from handing them on.
 *
 * @see <a
 *     href="https://www.cs.toronto.edu/~larocheh/publications/icml-2008-denoising-autoencoders.pdf">
 *     Vincent, Larochelle, Bengio and Manzagol, Extracting and composing robust features with
 *     denoising autoencoders (2008)</a>
 */
@Model(batch = 64)
interface DenoiseModel {
  @Input({1, 28, 28})
  Tensor noisy();

  @Label({1, 28, 28})
  Tensor clean();

  @Conv2d(filters = 16, kernel = 3, stride = 2, pads = 1, activation = RELU)
  Tensor half(Tensor noisy);

  @Conv2d(filters = 32, kernel = 3, stride = 2, pads = 1, activation = RELU)
  Tensor quarter(Tensor half);

  @ConvTranspose2d(filters = 16, kernel = 4, stride = 2, pads = 1, activation = RELU)
  Tensor halfAgain(Tensor quarter);

  @Output
  @ConvTranspose2d(filters = 1, kernel = 4, stride = 2, pads = 1, activation = SIGMOID)
  Tensor denoised(Tensor halfAgain);

  @MeanSquaredErrorLoss
  Tensor loss(Tensor denoised, Tensor clean);
}
