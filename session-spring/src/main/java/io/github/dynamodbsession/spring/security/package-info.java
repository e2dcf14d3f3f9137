/** Support for the values that Spring Security stores in sessions, for codecs with an allow-list. */
@NullMarked
package io.github.dynamodbsession.spring.security;

import org.jspecify.annotations.NullMarked;
