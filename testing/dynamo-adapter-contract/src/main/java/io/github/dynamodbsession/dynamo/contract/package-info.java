/**
 * What every adapter for an AWS SDK must do, as tests on an emulator. Belongs here: whatever an adapter could get wrong
 * on its own, asked once for all of them; the promises about sessions are the testkit's.
 */
@NullMarked
package io.github.dynamodbsession.dynamo.contract;

import org.jspecify.annotations.NullMarked;
