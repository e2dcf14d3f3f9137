/** The harness of tests of sessions over HTTP: an application that is described, served and called, and its clients. */
@NullMarked
package io.github.dynamodbsession.servlet.harness;

import org.jspecify.annotations.NullMarked;
