/**
 * What Jakarta Servlet says of sessions, as cases that run on any container, with its own sessions and with those of the
 * filter. Belongs here: the cases, the small port through which a container is driven, and the comparison of both runs.
 */
@NullMarked
package io.github.dynamodbsession.servlet.contract;

import org.jspecify.annotations.NullMarked;
