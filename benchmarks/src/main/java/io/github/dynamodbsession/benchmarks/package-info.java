/** What codecs, lazy decoding and a request's session cost, measured by JMH. */
@NullMarked
package io.github.dynamodbsession.benchmarks;

import org.jspecify.annotations.NullMarked;
