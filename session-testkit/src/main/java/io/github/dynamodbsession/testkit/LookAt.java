package io.github.dynamodbsession.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What it means for the author of a storage or a codec when a test fails: what was seen, and then, as a question, what to
 * look at. It begins the message of every failure of the test.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface LookAt {

    /** What was seen, a colon, and a question. */
    String value();
}
