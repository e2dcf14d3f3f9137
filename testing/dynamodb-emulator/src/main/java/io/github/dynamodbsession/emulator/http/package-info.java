/** The protocol: HTTP, targets, checksums, errors. */
@NullMarked
package io.github.dynamodbsession.emulator.http;

import org.jspecify.annotations.NullMarked;
