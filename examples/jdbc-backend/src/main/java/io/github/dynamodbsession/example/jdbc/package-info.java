/** Sessions in a table of a relational database: an example of a custom backend. */
@NullMarked
package io.github.dynamodbsession.example.jdbc;

import org.jspecify.annotations.NullMarked;
