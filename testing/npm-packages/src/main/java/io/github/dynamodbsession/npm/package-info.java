/** Packages of npm, installed for a test and run in a process of their own. */
@NullMarked
package io.github.dynamodbsession.npm;

import org.jspecify.annotations.NullMarked;
