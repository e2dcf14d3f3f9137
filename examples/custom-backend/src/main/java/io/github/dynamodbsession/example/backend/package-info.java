/** An example to copy: a storage client over a backend that can only store whole documents. */
@NullMarked
package io.github.dynamodbsession.example.backend;

import org.jspecify.annotations.NullMarked;
