/** The values of the filter's options, and the handlers that an application can provide. */
@NullMarked
package io.github.dynamodbsession.servlet.option;

import org.jspecify.annotations.NullMarked;
