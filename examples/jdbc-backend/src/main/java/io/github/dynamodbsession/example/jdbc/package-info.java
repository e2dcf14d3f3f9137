/** Sessions in a table of a relational database: an example of a backend of one's own. */
@NullMarked
package io.github.dynamodbsession.example.jdbc;

import org.jspecify.annotations.NullMarked;
