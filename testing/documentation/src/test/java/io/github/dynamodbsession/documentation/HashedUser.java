package io.github.dynamodbsession.documentation;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.List;

final class HashedUser {

    private HashedUser() {}

    static SessionStore storeOn(StorageClient storage, List<String> secrets) {
        return SessionStore.builder(storage)
                .index(SessionIndex.ofAttribute("user").hashed(secrets))
                .build();
    }
}
