/**
 * Recurrent layers. A room writes the products with the inputs of all steps as one, and one step as
 * the body of a scan; what is left of a step are the product with the state before and, in one op
 * for each kind of cell, what makes the next state of both.
 *
 * <pre>
 * x W' of all steps : dense, outside of the loop
 * each step: z = dense h, W_hh + (x W')[t]; h, c = lstm_cell z, c
 * </pre>
 *
 * <p>Cells work on rows of several stretches of {@code units} elements, one for each gate ({@code
 * UnitLoop}).
 */
package dev.lanewise.processor.ops.recurrent;
