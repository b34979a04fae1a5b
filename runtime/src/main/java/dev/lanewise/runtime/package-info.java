/**
 * What users of generated networks hold in their hands: the network, its trainer and optimisers,
 * data sets and weight files.
 *
 * <p>No dependencies, no native code, no reflection, and no Vector API of its own: the plain loops
 * of the optimisers are vectorised by C2 as well as hand-written ones.
 */
package dev.lanewise.runtime;
