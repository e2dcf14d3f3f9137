/** Values that are written by one codec and read by another, and values that all of them reject. */
@NullMarked
package io.github.dynamodbsession.crosscodec;

import org.jspecify.annotations.NullMarked;
