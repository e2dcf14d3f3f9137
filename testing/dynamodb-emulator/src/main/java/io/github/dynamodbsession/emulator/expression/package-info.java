/**
 * DynamoDB's expressions and what came before them: read once, then bound to the placeholders of a request and evaluated
 * over items.
 */
@NullMarked
package io.github.dynamodbsession.emulator.expression;

import org.jspecify.annotations.NullMarked;
