/** Another engine in a container, for who has Docker. */
@NullMarked
package io.github.dynamodbsession.emulator.container;

import org.jspecify.annotations.NullMarked;
