package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SessionToken;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What {@link StoreWebSessionManager} and {@link ReactiveStoreSessionRepository} tell each other about one call that
 * goes through Spring Session, which passes on an id only: the token that the client presented, and the session. Kept in
 * Reactor's context of that call, which the application does not see.
 */
final class Lookup {

    private final @Nullable SessionToken token;
    private final boolean canSendToken;
    private volatile @Nullable StoreSession session;

    private Lookup(@Nullable SessionToken token, boolean canSendToken) {
        this.token = token;
        this.canSendToken = canSendToken;
    }

    /** Makes a save for the manager. */
    static Mono<Void> saving(boolean canSendToken, Mono<Void> save) {
        return Mono.defer(() -> new Lookup(null, canSendToken).of(save));
    }

    /** Makes a call for the manager, once for each subscription. */
    static <T> Mono<T> by(@Nullable SessionToken token, Function<Lookup, Mono<T>> call) {
        return Mono.defer(() -> call.apply(new Lookup(token, false)));
    }

    /** Makes the repository's part of a call; by a new lookup without a token, if it is not the manager who calls. */
    static <T> Mono<T> in(Function<Lookup, Mono<T>> call) {
        return Mono.deferContextual(context -> call.apply(context.getOrDefault(Lookup.class, new Lookup(null, false))));
    }

    /** The same operation with this lookup in its context. */
    <T> Mono<T> of(Mono<T> operation) {
        return operation.contextWrite(context -> context.put(Lookup.class, this));
    }

    /** The token that the client presented; null if the session is looked up by its id, or created. */
    @Nullable
    SessionToken token() {
        return token;
    }

    /** Whether a new token reaches the client, so that the save may renew the id. */
    boolean canSendToken() {
        return canSendToken;
    }

    /** The session itself, to which this lookup has led. */
    StoreSession led(StoreSession result) {
        session = result;
        return result;
    }

    /** The session to which this lookup has led. */
    StoreSession session() {
        return Objects.requireNonNull(session, "session");
    }
}
