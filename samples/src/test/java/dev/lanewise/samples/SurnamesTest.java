package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.NameList.Name;
import dev.lanewise.samples.Surnames.Quality;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurnamesTest {
  @Test
  void threeOfFourNamesAreToldRight() throws IOException {
    NameList names = NameList.read(Data.folder("names")).shuffled(1);
    int known = names.size() * 4 / 5;
    NameList others = names.slice(known, names.size());
    Surnames.train(names.slice(0, known), 5)
        .forEach((kind, scores) -> {
          Quality quality = Quality.of(scores, others);
          assertTrue(quality.accuracy() > 0.74, kind + " " + quality);
          assertTrue(quality.meanRecall() > 0.28, kind + " " + quality);
        });
  }

  /** All taken for the first language: its three names are right, the one of the other is not. */
  @Test
  void languagesCountAlikeHoweverManyNamesTheyHave() {
    NameList names =
        new NameList(
            List.of("A", "B"),
            List.of(new Name("a", 0), new Name("b", 0), new Name("c", 0), new Name("d", 1)));
    Quality quality = Quality.of(letters -> new float[] {1, 0}, names);
    assertEquals(0.75, quality.accuracy(), 1e-12);
    assertEquals(0.5, quality.meanRecall(), 1e-12);
  }
}
