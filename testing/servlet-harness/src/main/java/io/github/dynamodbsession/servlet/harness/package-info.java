/** What tests of sessions over HTTP stand on: an application that is described, served and asked, and its clients. */
@NullMarked
package io.github.dynamodbsession.servlet.harness;

import org.jspecify.annotations.NullMarked;
