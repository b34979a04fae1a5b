package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what compiles and runs here. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theModelShownIsTheSample() throws IOException {
    String sample = Files.readString(Path.of("src/main/java/dev/lanewise/samples/FashionMlp.java"));
    String model = sample.substring(sample.indexOf("@Model"));
    assertTrue(Files.readString(ROOT.resolve("README.md")).contains(model));
  }

  @Test
  void theCardShownIsTheSummary() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String card = readme.substring(readme.indexOf("layer  "));
    card = card.substring(0, card.indexOf("```"));
    assertTrue(FashionMlpNet.create(1).summary().contains(card), card);
  }

  @Test
  void thePictureShownIsTheCompilers() throws IOException {
    Path shown = Path.of("src/main/docs/FashionMlp.svg");
    Path drawn = Path.of("target/dump/FashionMlp.svg");
    assertEquals(Files.readString(drawn), Files.readString(shown), shown + ": copy " + drawn);
  }

  @Test
  void theBlockShownIsTheSample() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String sample = Files.readString(Path.of("src/main/java/dev/lanewise/samples/Residual.java"));
    assertTrue(readme.contains(sample.substring(sample.indexOf("@Block"))));
    String model =
        Files.readString(Path.of("src/main/java/dev/lanewise/samples/SpiralsModel.java"));
    String use = readme.substring(readme.indexOf("@Use(Residual.class)"));
    String shown = use.substring(0, use.indexOf("```"));
    assertTrue(model.replaceAll("\\s+", " ").contains(shown.strip().replaceAll("\\s+", " ")));
  }

  @Test
  void everyAnnotationIsNamed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Path folder = ROOT.resolve("annotations/src/main/java/dev/lanewise/annotations");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (Files.readString(file).contains("@interface " + name + " ")) {
          assertTrue(readme.contains("@" + name), "@" + name + " is not in the README");
        }
      }
    }
  }

  @Test
  void theLinesShownAreThoseBelow() throws IOException {
    String self =
        Files.readString(Path.of("src/test/java/dev/lanewise/samples/ReadmeTest.java"))
            .replaceAll("\\s+", "");
    String readme = Files.readString(ROOT.resolve("README.md"));
    String block = readme.substring(readme.indexOf("FashionMlpNet net ="));
    for (String line : block.substring(0, block.indexOf("```")).lines().toList()) {
      String code = line.replaceFirst("//.*", "").replaceAll("\\s+", "");
      assertTrue(self.contains(code), line);
    }
  }

  @Test
  void theLinesShownRun(@TempDir Path folder) throws IOException {
    Dataset train = noise(256, 1);
    Dataset test = noise(64, 2);
    float[] image = new float[784];
    float[] probabilities = new float[10];
    FashionMlpNet net = FashionMlpNet.create(42);
    Trainer.of(net).optimizer(Adam.withLearningRate(1e-3)).epochs(10).validation(test).fit(train);
    Path file = folder.resolve("fashion.safetensors");
    save(net, file);
    FashionMlpNet.Predictor predictor = net.predictor();
    predictor.predict(image, probabilities);
    assertArrayEquals(probabilities, FashionMlpNet.load(file).predict(image));
  }

  private static void save(FashionMlpNet net, Path file) throws IOException {
    Path working = Path.of("fashion.safetensors");
    net.save(Path.of("fashion.safetensors"));
    Files.move(working, file);
  }

  private static Dataset noise(int rows, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[rows * 784];
    int[] classes = new int[rows];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    for (int i = 0; i < rows; i++) {
      classes[i] = random.nextInt(10);
    }
    return Dataset.of("image", Column.floats(pixels, 784)).with("label", Column.labels(classes));
  }
}
