/** Classes that no codec here may touch: each leaves a trace if it is. */
@NullMarked
package io.github.dynamodbsession.codec.contract.foreign;

import org.jspecify.annotations.NullMarked;
