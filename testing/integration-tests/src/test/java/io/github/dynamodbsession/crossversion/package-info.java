/** SDK v1 and SDK v2 on one table: each continues the sessions that the other wrote. */
@NullMarked
package io.github.dynamodbsession.crossversion;

import org.jspecify.annotations.NullMarked;
