/**
 * Pictures of a graph: boxes and arrows in, Graphviz's language or SVG out. It knows nothing of
 * layers or tensors, only lines of text.
 *
 * <p>The layout is that of Sugiyama, Tagawa and Toda (1981) in its plainest form: rows by the
 * longest path, bends where an arrow passes a row, an order within the rows by barycentres, and
 * positions by least squares. The Eclipse Layout Kernel does it better, but brings 8.6 MB, Guava
 * and the Eclipse Modeling Framework among them, to every user's processor path, where Lanewise
 * itself has less than one. Who wants a better picture has the {@code .dot} file.
 */
package dev.lanewise.processor.drawing;
