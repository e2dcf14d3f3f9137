/**
 * The contract of adapters for an AWS SDK, as tests on an emulator. All that a single adapter could do wrong is tested here,
 * once for all of them; the promises about sessions are tested by the testkit.
 */
@NullMarked
package io.github.dynamodbsession.dynamo.contract;

import org.jspecify.annotations.NullMarked;
