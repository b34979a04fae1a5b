/**
 * What generated networks stand on: weights, files, data, training.
 *
 * <p>Generated code uses the Vector API; requiring it transitively here spares every named module
 * that holds a model a flag of its own. This module's own code does not use it.
 */
module dev.lanewise.runtime {
  requires transitive jdk.incubator.vector;
  requires jdk.management;

  exports dev.lanewise.runtime;
  exports dev.lanewise.runtime.program;
}
