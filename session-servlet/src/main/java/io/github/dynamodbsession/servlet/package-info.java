/** The filter that provides the {@code HttpSession} of Jakarta Servlet applications from a session store. */
@NullMarked
package io.github.dynamodbsession.servlet;

import org.jspecify.annotations.NullMarked;
