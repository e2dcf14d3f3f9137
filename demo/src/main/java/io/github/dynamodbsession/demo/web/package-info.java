/**
 * The HTTP API and the page of a node, on the Jakarta Servlet API alone: nothing here knows where sessions are stored.
 */
@NullMarked
package io.github.dynamodbsession.demo.web;

import org.jspecify.annotations.NullMarked;
