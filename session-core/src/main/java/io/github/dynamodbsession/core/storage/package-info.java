/**
 * The storage port: {@link io.github.dynamodbsession.core.storage.StorageClient} for backends that change parts of a
 * session, {@link io.github.dynamodbsession.core.storage.DocumentStorage} for those that store whole documents, and
 * the values that both use. Belongs here: what a backend must know. Knows nothing about working copies, policies or web
 * requests.
 */
@NullMarked
package io.github.dynamodbsession.core.storage;

import org.jspecify.annotations.NullMarked;
