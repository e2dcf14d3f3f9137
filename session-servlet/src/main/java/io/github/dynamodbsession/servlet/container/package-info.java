/** What is read of the application and its container. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.container;

import org.jspecify.annotations.NullMarked;
