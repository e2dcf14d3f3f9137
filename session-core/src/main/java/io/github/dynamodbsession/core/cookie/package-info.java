/** How a session's id travels in a cookie that nobody else can make: for web adapters, whatever their framework. */
@NullMarked
package io.github.dynamodbsession.core.cookie;

import org.jspecify.annotations.NullMarked;
