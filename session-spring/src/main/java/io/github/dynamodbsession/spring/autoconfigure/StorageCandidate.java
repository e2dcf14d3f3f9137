package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.function.Supplier;

/** A storage whose adapter is on the class path. */
record StorageCandidate(StorageKind kind, Supplier<StorageClient> storage) {}
