/**
 * The rules of Jakarta Servlet on sessions, as cases that run on any container, with its own sessions and with those of
 * the filter: the cases, the small port to drive a container, and the comparison of both runs.
 */
@NullMarked
package io.github.dynamodbsession.servlet.contract;

import org.jspecify.annotations.NullMarked;
