/** Classes that no codec may touch: each leaves a trace if it is initialized or used. */
@NullMarked
package io.github.dynamodbsession.codec.contract.foreign;

import org.jspecify.annotations.NullMarked;
