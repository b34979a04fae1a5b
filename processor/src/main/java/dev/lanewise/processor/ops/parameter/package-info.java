/** What users say of a layer's parameters: modifiers beside the op's annotation. */
package dev.lanewise.processor.ops.parameter;
