package dev.camber.model.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a record component appears on the wire. Without it a component carries its own name and is
 * left out when it is empty: {@code ""}, {@code 0}, {@code false}, an empty list, map or Optional.
 * A record component that is itself a record is always written.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Wire {
  /** The member's name, if it differs from the component's. */
  String name() default "";

  /** When an empty value is written all the same, and as what. */
  Empty empty() default Empty.OMIT;

  /** What becomes of an empty value. */
  enum Empty {
    /** Left out (Go: {@code omitempty}). */
    OMIT,
    /**
     * Written as it is: {@code ""}, {@code 0}, {@code false}, {@code []}, <code>{}</code>; an
     * Optional as null.
     */
    WRITE,
    /** Lists and maps written as null (a nil slice in Go); the rest like WRITE. */
    NULL
  }
}
