/** The filter that gives Jakarta Servlet applications their {@code HttpSession} from a session store, and its cookies. */
@NullMarked
package io.github.dynamodbsession.servlet;

import org.jspecify.annotations.NullMarked;
