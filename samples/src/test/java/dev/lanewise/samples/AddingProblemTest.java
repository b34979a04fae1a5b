package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddingProblemTest {
  @Test
  void anLstmHasAGradientFurtherBackThanElmansNetwork() {
    double elman = reach(AddingElmanNet.create(1));
    double lstm = reach(AddingLstmNet.create(1));
    assertTrue(elman < 1e-4, "Elman " + elman);
    assertTrue(lstm > 100 * elman, "LSTM " + lstm);
  }

  @Test
  void convolutionsLookBackWithoutStepsBetween() {
    double convolved = reach(AddingTcnNet.create(1));
    assertTrue(convolved > 0.1, "TCN " + convolved);
  }

  /** The gradient at the first step, over that at the last. */
  private static double reach(Network net) {
    LongLag problem = AddingProblem.of(net, 1);
    problem.learn(1);
    double[] norms = problem.gradientNorms(AddingProblem.LENGTH);
    return norms[0] / norms[norms.length - 1];
  }

  @Test
  void theErrorOfAGuessIsFoundBeforeAnythingIsLearned() {
    LongLag problem = AddingProblem.of(AddingLstmNet.create(1), 1);
    problem.learn(100);
    assertEquals(AddingProblem.GUESS, problem.learn(100), 0.03);
  }

  @Test
  void problemsAreAFunctionOfTheirSeed() {
    assertEquals(32, AddingProblem.problems(32, new SplittableRandom(1)).size());
    double once = AddingProblem.of(AddingLstmNet.create(1), 5).learn(1);
    assertEquals(once, AddingProblem.of(AddingLstmNet.create(1), 5).learn(1));
  }
}
