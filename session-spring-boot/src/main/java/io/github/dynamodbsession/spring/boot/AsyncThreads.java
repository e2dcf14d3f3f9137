package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.concurrent.Executor;

/**
 * Where an asynchronous storage does what is not waiting for an answer.
 *
 * @param deciding where it decides and asks; nothing waits there for an answer
 * @param waiting where calls of a blocking storage wait, a bounded number at once
 */
record AsyncThreads(Executor deciding, Executor waiting) {

    AsyncStorageClient bridge(StorageClient blocking) {
        return AsyncStorageClient.bridge(blocking, waiting);
    }
}
