package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A learned row of features for each token: {@code y[t] = weight[x[t]]}. Reads a {@link TokenInput}
 * and gives a sequence of {@code features} a step, as {@code torch.nn.Embedding}.
 *
 * <p>Parameter: {@code weight}, {@code [vocabulary][features]}, whose start is normal with mean 0
 * and deviation 1, as PyTorch's. Two layers share a table through a {@link Block} with shared
 * parameters.
 *
 * <p>Errors: {@code [NotTokens]} if it reads something else, {@code [EmbeddingFeatures]} at
 * features below 1, {@code [PaddingIndex]} at a padding that is no token.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Embedding {
  /** Features of a token, at least 1. */
  int features();

  /**
   * The token that fills up sequences that are too short: its row starts at 0 and is not trained.
   * -1 for none.
   */
  int paddingIndex() default -1;
}
