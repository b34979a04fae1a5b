package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.Network;
import org.junit.jupiter.api.Test;

class CopyingProblemTest {
  @Test
  void anLstmHasAGradientWhereTheSymbolsAreShown() {
    double elman = reach(CopyingElmanNet.create(1));
    double lstm = reach(CopyingLstmNet.create(1));
    assertTrue(lstm > 1e-4, "LSTM " + lstm);
    assertTrue(lstm > 1000 * elman, "Elman " + elman);
  }

  /** The gradient at the first symbol, over that at the sign to repeat it. */
  private static double reach(Network net) {
    LongLag problem = CopyingProblem.of(net, 1);
    problem.learn(1);
    double[] norms = problem.gradientNorms(CopyingProblem.LENGTH);
    return norms[0] / norms[CopyingProblem.LENGTH - CopyingProblem.SHOWN - 1];
  }

  @Test
  void whoHasLearnedNothingGuesses() {
    LongLag problem = CopyingProblem.of(CopyingLstmNet.create(1), 1);
    problem.learn(20);
    assertEquals(CopyingProblem.GUESS, problem.learn(20), 0.1);
  }
}
