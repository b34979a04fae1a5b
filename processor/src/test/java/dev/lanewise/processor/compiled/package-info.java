/** Models compiled in memory and run at every width, for tests. */
package dev.lanewise.processor.compiled;
