package io.github.dynamodbsession.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A hint for the author of a storage or a codec when a test fails: what was observed, and then, as a question, what to
 * check. Prepended to the message of every failure of the test.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface LookAt {

    /** The observation, a colon, and a question. */
    String value();
}
