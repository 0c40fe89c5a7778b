package dev.lathe.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One row of a connection table: the input maps that one output map sees. See {@link Conv#table}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Maps {

  /** The numbers of the input maps, the first is 0; each at most once. */
  int[] value();
}
