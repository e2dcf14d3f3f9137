package io.github.dynamodbsession.servlet.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A case that a container passes with its own sessions, but cannot pass with those of the filter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Excepted {
    FilterLimit value();
}
