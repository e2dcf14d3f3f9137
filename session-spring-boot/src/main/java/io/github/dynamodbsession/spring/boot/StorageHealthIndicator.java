package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The storage of sessions as a store tells of it, which keeps what it was told for a while. */
final class StorageHealthIndicator extends AbstractHealthIndicator {

    static final String FAILED = "The storage of sessions cannot tell how it is";

    private final SessionStore store;

    StorageHealthIndicator(SessionStore store) {
        super(FAILED);
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        tell(store.health(), builder);
    }

    static Health.Builder tell(StorageStatus status, Health.Builder builder) {
        builder.withDetails(status.details());
        return status.ready() ? builder.up() : builder.down().withDetail("reason", status.reason());
    }
}
