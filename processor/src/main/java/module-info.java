/** The annotation processor. It is run by a compiler and exports nothing. */
module dev.lanewise.processor {
  requires java.compiler;
  requires com.palantir.javapoet;
  requires static com.google.auto.service;

  provides javax.annotation.processing.Processor with
      dev.lanewise.processor.LanewiseProcessor;
}
