/** Processes to measure with, and the emulator as one of them. */
@NullMarked
package io.github.dynamodbsession.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
