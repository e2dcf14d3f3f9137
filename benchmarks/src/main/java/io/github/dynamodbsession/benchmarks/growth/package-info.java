/** How what a session costs grows with its attributes, its size, and the threads that use sessions. */
@NullMarked
package io.github.dynamodbsession.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
