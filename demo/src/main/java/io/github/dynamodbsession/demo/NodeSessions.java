package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.demo.web.StorageState;
import io.github.dynamodbsession.demo.web.UserSessions;
import jakarta.servlet.Filter;
import java.util.List;

/** The session support of one node. Nodes share nothing but the storage. */
interface NodeSessions extends AutoCloseable {

    /** The filters that provide sessions to requests, outermost first. */
    List<Filter> filters();

    /** Access to all sessions of a user. */
    default UserSessions ofUsers() {
        return UserSessions.UNKNOWN;
    }

    /** The state of the storage. */
    default StorageState storage() {
        return StorageState.UP;
    }

    /** Closes what the filters use; called when no request is being served any more. */
    @Override
    void close();
}
