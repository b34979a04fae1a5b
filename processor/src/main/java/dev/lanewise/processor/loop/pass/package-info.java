/** Passes over a kernel. */
package dev.lanewise.processor.loop.pass;
