/** Tables that outlive the process, in one file. */
@NullMarked
package io.github.dynamodbsession.emulator.storage;

import org.jspecify.annotations.NullMarked;
