package io.github.dynamodbsession.servlet.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The source of a case: a section of the Jakarta Servlet 6.1 specification, or the javadoc of a method. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Rule {
    String value();
}
