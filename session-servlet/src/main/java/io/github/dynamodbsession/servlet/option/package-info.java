/** What the options of the filter can be, and the handlers that an application gives it. */
@NullMarked
package io.github.dynamodbsession.servlet.option;

import org.jspecify.annotations.NullMarked;
