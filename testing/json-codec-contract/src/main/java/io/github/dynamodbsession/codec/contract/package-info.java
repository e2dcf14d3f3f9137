/** The contract of all JSON codecs, as tests that the tests of each codec extend. */
@NullMarked
package io.github.dynamodbsession.codec.contract;

import org.jspecify.annotations.NullMarked;
