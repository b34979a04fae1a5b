/** The truth for tests: graphs evaluated in double from the formulas, and what may differ. */
package dev.lanewise.processor.reference;
