package io.github.dynamodbsession.servlet.contract;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.SessionFilter;
import io.github.dynamodbsession.servlet.contract.listener.NotifiedValue;
import io.github.dynamodbsession.testkit.FailingStorageClient;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import io.github.dynamodbsession.testkit.SettableClock;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The session implementation under test, and its clock. */
public abstract class Sessions {

    Sessions() {}

    /** A description to follow the name of the container. */
    abstract String description();

    abstract boolean areOfTheFilter();

    /** Creates the sessions of an application. */
    abstract Running begin(Wishes wishes);

    /**
     * The non-default options of an application, if its sessions are those of the filter.
     *
     * @param everyAccessRecorded whether every access is recorded
     * @param secrets the secrets for signing cookies; empty: not signed
     * @param renewIdAfter the age from which ids are renewed; null: never
     */
    record Wishes(boolean everyAccessRecorded, List<String> secrets, @Nullable Duration renewIdAfter) {}

    /** The sessions of one application. */
    interface Running extends AutoCloseable {

        /** Registers what they need, before everything else. */
        void register(ServletContext context);

        void pass(Duration time);

        /**
         * The id that the application sees for what a client presents unsigned, in a cookie or a URL; the same text, unless
         * cookies carry tokens.
         */
        String idOf(String presented);

        /** The number of storage calls; zero for a container's own sessions. */
        int storageCalls();

        /** Removes sessions that have timed out. */
        void expire(Container.Deployment deployment);

        @Override
        void close();
    }

    /** The container's own sessions. */
    public static Sessions ofTheContainer() {
        return new OfTheContainer();
    }

    /** The filter, with sessions in memory. */
    public static Sessions ofTheFilter() {
        return ofTheFilter("memory", InMemoryStorageClient::create);
    }

    /** The filter, with sessions in memory, of which the cookie carries the id. */
    static Sessions ofTheFilterWithPlainTokens() {
        return new OfTheFilter("memory, with plain tokens", InMemoryStorageClient::create, TokenKind.PLAIN);
    }

    /** The filter, with sessions in a storage, of which each application gets a client. */
    static Sessions ofTheFilter(String where, Supplier<StorageClient> storage) {
        return new OfTheFilter(where, storage, TokenKind.HASHED);
    }

    private static final class OfTheContainer extends Sessions implements Running {

        @Override
        String description() {
            return "without the filter";
        }

        @Override
        boolean areOfTheFilter() {
            return false;
        }

        @Override
        Running begin(Wishes wishes) {
            return this;
        }

        @Override
        public void register(ServletContext context) {
            // Nothing to register.
        }

        /** A container only uses the system clock. */
        @Override
        public void pass(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            }
        }

        @Override
        public String idOf(String presented) {
            return presented;
        }

        @Override
        public int storageCalls() {
            return 0;
        }

        @Override
        public void expire(Container.Deployment deployment) {
            deployment.expireSessions();
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private static final class OfTheFilter extends Sessions {

        private final String where;
        private final Supplier<StorageClient> storage;
        private final TokenKind tokens;

        OfTheFilter(String where, Supplier<StorageClient> storage, TokenKind tokens) {
            this.where = where;
            this.storage = storage;
            this.tokens = tokens;
        }

        @Override
        String description() {
            return "with the filter, in " + where;
        }

        @Override
        boolean areOfTheFilter() {
            return true;
        }

        @Override
        Running begin(Wishes wishes) {
            SettableClock clock = SettableClock.startingNow();
            FailingStorageClient client = FailingStorageClient.of(storage.get());
            SessionStore.Builder builder = SessionStore.builder(client)
                    .clock(clock)
                    .tokens(tokens)
                    .codec(JavaSerializationCodec.builder()
                            .allowPackage(NotifiedValue.class.getPackageName())
                            .build())
                    .cleanupInterval(Duration.ZERO);
            if (wishes.renewIdAfter() != null) {
                builder.renewIdAfter(wishes.renewIdAfter());
            }
            SessionStore store = wishes.everyAccessRecorded()
                    ? builder.touchAfter(Duration.ZERO).build()
                    : builder.build();
            SessionFilter.Builder filter = SessionFilter.builder(store);
            wishes.secrets().forEach(filter::cookieSecret);
            return new Stored(store, filter.build(), client, clock);
        }
    }

    private record Stored(SessionStore store, SessionFilter filter, FailingStorageClient client, SettableClock clock)
            implements Running {

        @Override
        public void register(ServletContext context) {
            FilterRegistration.Dynamic registration = context.addFilter("sessions", filter);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC), false, "/*");
        }

        @Override
        public void pass(Duration time) {
            clock.advance(time);
        }

        @Override
        public String idOf(String presented) {
            return store.presented(presented).map(SessionToken::id).orElse("none");
        }

        @Override
        public int storageCalls() {
            return Stream.of(Operation.values())
                    .filter(operation -> operation != Operation.INIT)
                    .mapToInt(client::calls)
                    .sum();
        }

        /** Reaping waits a little longer, to allow for clock skew. */
        @Override
        public void expire(Container.Deployment deployment) {
            clock.advance(Duration.ofMinutes(1));
            store.reap();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
