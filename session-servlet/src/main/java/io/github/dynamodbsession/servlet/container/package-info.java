/** Reads the settings and listeners of the application and its container. Internal. */
@NullMarked
package io.github.dynamodbsession.servlet.container;

import org.jspecify.annotations.NullMarked;
