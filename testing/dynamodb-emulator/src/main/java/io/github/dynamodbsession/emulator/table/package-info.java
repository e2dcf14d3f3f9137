/** Tables, their items and indexes, in memory; what a read or write of them costs. */
@NullMarked
package io.github.dynamodbsession.emulator.table;

import org.jspecify.annotations.NullMarked;
