/**
 * What every codec by a JSON library must do, whatever the library: belongs here what is the same for all of them, as
 * tests that the tests of each extend.
 */
@NullMarked
package io.github.dynamodbsession.codec.contract;

import org.jspecify.annotations.NullMarked;
