package dev.lanewise.samples;

import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Idx;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Fashion-MNIST: 60,000 images of clothes to train on and 10,000 others, 28 x 28 pixels each, in
 * ten classes.
 *
 * @param folder with the idx.gz files
 * @see <a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul and Vollgraf, Fashion-MNIST: a novel
 *     image dataset for benchmarking machine learning algorithms (2017)</a>
 */
record FashionData(Path folder) {
  static final String FILES =
      "the idx.gz files of https://github.com/zalandoresearch/fashion-mnist";

  static final int SIZE = 28;
  static final int PIXELS = SIZE * SIZE;

  Dataset train() throws IOException {
    return labelled("train");
  }

  Dataset test() throws IOException {
    return labelled("t10k");
  }

  /** Pixels as unsigned bytes, image after image. */
  byte[] trainImages() throws IOException {
    return images("train").bytes();
  }

  /** Pixels as unsigned bytes, image after image. */
  byte[] testImages() throws IOException {
    return images("t10k").bytes();
  }

  private Dataset labelled(String part) throws IOException {
    Idx labels = Idx.read(folder.resolve(part + "-labels-idx1-ubyte.gz"));
    return Dataset.of("image", images(part).scaled()).with("label", labels.labels());
  }

  private Idx images(String part) throws IOException {
    return Idx.read(folder.resolve(part + "-images-idx3-ubyte.gz"));
  }
}
