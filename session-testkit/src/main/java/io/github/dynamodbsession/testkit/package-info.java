/** What a test of a storage client, a codec or an application needs: contracts to extend, a settable clock, a storage client that fails on demand. */
@NullMarked
package io.github.dynamodbsession.testkit;

import org.jspecify.annotations.NullMarked;
