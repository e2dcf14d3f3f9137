/** Starts the shop with sessions of the container or of a store. */
@NullMarked
package io.github.dynamodbsession.example.servlet;

import org.jspecify.annotations.NullMarked;
