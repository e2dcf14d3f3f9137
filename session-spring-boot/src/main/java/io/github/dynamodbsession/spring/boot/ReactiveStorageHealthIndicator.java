package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.AsyncSessionStore;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/** The same as {@link StorageHealthIndicator}, without a thread that waits. */
final class ReactiveStorageHealthIndicator extends AbstractReactiveHealthIndicator {

    private final AsyncSessionStore store;

    ReactiveStorageHealthIndicator(AsyncSessionStore store) {
        super(StorageHealthIndicator.FAILED);
        this.store = store;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return Mono.fromFuture(store::health)
                .map(status -> StorageHealthIndicator.tell(status, builder).build());
    }
}
