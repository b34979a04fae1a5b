/**
 * Small programs, one command each: {@code samples/run NAME}. A model stands beside the program
 * that uses it.
 */
package dev.lanewise.samples;
