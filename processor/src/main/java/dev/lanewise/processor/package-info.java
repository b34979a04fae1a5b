/**
 * The compiler, from an annotated interface to Java. Four representations, one direction; each has
 * a package, and the packages sort in the order of the flow:
 *
 * <pre>
 * {@link dev.lanewise.processor.frontend}   1  the interface, read with javac's model: what is wrong is said where it stands
 * {@link dev.lanewise.processor.graph}      2  nodes and values; passes rewrite them: autodiff, fusion, layouts, memory
 * {@link dev.lanewise.processor.loop}       3  kernels with one hot loop over registers, and the drivers that call them
 * {@link dev.lanewise.processor.target}     4  text: Java with the Vector API, or scalar
 *
 * {@link dev.lanewise.processor.ops}           the rooms: one op each, from the annotation's values to loop IR
 * {@link dev.lanewise.processor.diagnostics}   the user's faults, with an opaque place each
 * {@link dev.lanewise.processor.drawing}       pictures of boxes and arrows, for whoever asks to see the model
 * </pre>
 *
 * <p>{@link dev.lanewise.processor.Compiler} is the table of contents: every pass in order. It
 * alone knows all packages. {@link dev.lanewise.processor.LanewiseProcessor} is javac's boundary:
 * rounds, options, the catch-all, and the one place that writes files.
 *
 * <p>What is deliberately absent: {@code javax.lang.model} outside of the frontend and the
 * boundary, so that all else is tested without javac; ops in the loop IR, so that a target is
 * written once; mutable nodes; an order among passes other than the one written down. A test that
 * scans imports guards this.
 */
package dev.lanewise.processor;
