/** JMH benchmarks of codecs, lazy decoding, and the session of a request; load and startup measurements. */
@NullMarked
package io.github.dynamodbsession.benchmarks;

import org.jspecify.annotations.NullMarked;
