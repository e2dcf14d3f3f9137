/** The examples of the documentation, compiled, tried, and held against the pages they stand in. */
@NullMarked
package io.github.dynamodbsession.documentation;

import org.jspecify.annotations.NullMarked;
