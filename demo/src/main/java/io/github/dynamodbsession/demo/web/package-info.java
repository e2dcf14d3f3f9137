/** What a node answers over HTTP, on the Jakarta Servlet API alone: nothing here knows where sessions are kept. */
@NullMarked
package io.github.dynamodbsession.demo.web;

import org.jspecify.annotations.NullMarked;
