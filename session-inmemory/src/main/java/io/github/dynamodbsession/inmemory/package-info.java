/** The storage client that stores sessions in the memory of this JVM. */
@NullMarked
package io.github.dynamodbsession.inmemory;

import org.jspecify.annotations.NullMarked;
