package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.demo.web.StorageState;
import io.github.dynamodbsession.demo.web.UserSessions;
import jakarta.servlet.Filter;
import java.util.List;

/** What one node does about sessions. Two nodes share nothing but the storage behind it. */
interface NodeSessions extends AutoCloseable {

    /** The filters that give requests their sessions, outermost first. */
    List<Filter> filters();

    /** What is known of all sessions of a user. */
    default UserSessions ofUsers() {
        return UserSessions.UNKNOWN;
    }

    /** How what keeps them does its part. */
    default StorageState storage() {
        return StorageState.UP;
    }

    /** Ends what the filters use; no request is being served any more. */
    @Override
    void close();
}
