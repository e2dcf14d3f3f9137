/** SDK v1 and SDK v2 on one table: whichever wrote a session, the other goes on with it. */
@NullMarked
package io.github.dynamodbsession.crossversion;

import org.jspecify.annotations.NullMarked;
