/** Spring Session over a {@link io.github.dynamodbsession.core.SessionStore}. */
@NullMarked
package io.github.dynamodbsession.spring;

import org.jspecify.annotations.NullMarked;
