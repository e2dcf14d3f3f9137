/** Signed cookies for session ids, which cannot be forged: for web adapters of any framework. */
@NullMarked
package io.github.dynamodbsession.core.cookie;

import org.jspecify.annotations.NullMarked;
