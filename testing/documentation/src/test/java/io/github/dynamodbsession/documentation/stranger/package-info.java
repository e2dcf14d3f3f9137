/** Projects that are made from what the pages show, and from nothing else, as somebody new would make them. */
@NullMarked
package io.github.dynamodbsession.documentation.stranger;

import org.jspecify.annotations.NullMarked;
