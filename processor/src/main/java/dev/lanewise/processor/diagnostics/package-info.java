/**
 * Faults of the user: an id, a message that says what was found, what was expected and the way out,
 * and the place. Messages stand where the fault is found, in the frontend or an op's room, not in a
 * list of their own.
 */
package dev.lanewise.processor.diagnostics;
