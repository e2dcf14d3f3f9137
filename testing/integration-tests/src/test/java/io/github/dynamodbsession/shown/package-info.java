/**
 * No token, session id or attribute value is shown: not by what the tests of all modules logged, printed and threw, and
 * not by the {@code toString} of any class.
 */
@NullMarked
package io.github.dynamodbsession.shown;

import org.jspecify.annotations.NullMarked;
