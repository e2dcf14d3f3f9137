/** Projects that are created only from the documentation, as a new user would do it. */
@NullMarked
package io.github.dynamodbsession.documentation.stranger;

import org.jspecify.annotations.NullMarked;
