package dev.lanewise.runtime.program;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks generated classes. Kept in class files, unlike {@code
 * javax.annotation.processing.Generated}, so that coverage tools, which look for a name with
 * "Generated", leave them out.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {}
