/** The README's first example, compiled, and held against the README. */
@NullMarked
package io.github.dynamodbsession.readme;

import org.jspecify.annotations.NullMarked;
