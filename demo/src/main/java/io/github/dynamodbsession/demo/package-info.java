/** The demo: its command line, its web servers, its HTTP API and its page. */
@NullMarked
package io.github.dynamodbsession.demo;

import org.jspecify.annotations.NullMarked;
