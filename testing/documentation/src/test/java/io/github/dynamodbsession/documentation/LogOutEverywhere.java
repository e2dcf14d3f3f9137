package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;

final class LogOutEverywhere {

    private LogOutEverywhere() {}

    static SessionStore storeOn(StorageClient storage) {
        return SessionStore.builder(storage)
                .index(SessionIndex.ofAttribute("user"))
                .build();
    }

    static long logOutEverywhere(SessionStore store, String user) {
        return store.deleteByIndex("user", user);
    }
}
