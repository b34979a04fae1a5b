package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class HelloTest {
  /** After the first l another one, and after that an o. */
  @Test
  void eachLetterIsForetoldFromThoseBefore() {
    HelloModelNet net = Hello.train(100);
    assertEquals("ello", Hello.following(net, "hell"));
    assertEquals("hello", Hello.said(net, "h"));
  }

  @Test
  void nothingIsSaidBeforeTraining() {
    assertNotEquals("ello", Hello.following(HelloModelNet.create(1), "hell"));
  }
}
