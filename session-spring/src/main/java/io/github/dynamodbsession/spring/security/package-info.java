/** What Spring Security keeps in sessions, for codecs that only write and read what they are told of. */
@NullMarked
package io.github.dynamodbsession.spring.security;

import org.jspecify.annotations.NullMarked;
