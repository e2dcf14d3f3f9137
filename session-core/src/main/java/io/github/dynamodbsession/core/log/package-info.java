/** Rate-limited logs for warnings that many requests may cause at once: for adapters of any framework. */
@NullMarked
package io.github.dynamodbsession.core.log;

import org.jspecify.annotations.NullMarked;
