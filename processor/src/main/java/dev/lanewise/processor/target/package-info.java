/** What loop IR becomes: text. A target knows loop IR and nothing above it. */
package dev.lanewise.processor.target;
