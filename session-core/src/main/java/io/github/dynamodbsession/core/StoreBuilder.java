package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.TimeLimited;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options that blocking and asynchronous stores have in common. Setters take what they are given,
 * {@code build} checks all of it. Not safe for use by several threads.
 *
 * @param <B> the store's builder
 */
public abstract sealed class StoreBuilder<B extends StoreBuilder<B>>
        permits SessionStore.Builder, AsyncSessionStore.Builder {

    private static final Duration DEFAULT_TTL = Duration.ofDays(14);
    private static final Duration DEFAULT_TOUCH_AFTER = Duration.ofSeconds(10);

    private final List<SessionListener> listeners = new ArrayList<>();
    private final List<SessionIndex> indexes = new ArrayList<>();
    private AttributeCodec codec = JavaSerializationCodec.create();
    private @Nullable Duration ttl;
    private Duration touchAfter = DEFAULT_TOUCH_AFTER;
    private @Nullable Duration absoluteLifetime;
    private @Nullable Duration cleanupInterval;
    private Supplier<String> idGenerator = new RandomIds(RandomIds.SESSION_ID_BYTES);
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;
    private boolean init = true;
    private @Nullable SessionEndBroadcast endBroadcast;
    private String startNote = "";
    private UnaryOperator<String> messages = UnaryOperator.identity();

    StoreBuilder() {}

    /** This builder as what it is. */
    abstract B self();

    /**
     * How attribute values are encoded; by default {@link JavaSerializationCodec#create}.
     *
     * @param value the codec
     * @return this builder
     */
    public B codec(AttributeCodec value) {
        this.codec = Objects.requireNonNull(value, "codec");
        return self();
    }

    /**
     * How long a session lives without an access if it has no interval of its own; by default 14 days, or what {@link
     * SessionStore#create(Duration)} was told.
     *
     * @param value at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B ttl(Duration value) {
        this.ttl = Objects.requireNonNull(value, "ttl");
        return self();
    }

    /**
     * How old the recorded access may become before a request that changes nothing writes another; by default 10
     * seconds. Sessions do not end earlier for it: see {@link Session#lastAccessedAt}.
     *
     * @param value zero for a write with every request; at most 36,525 days
     * @return this builder
     */
    public B touchAfter(Duration value) {
        this.touchAfter = Objects.requireNonNull(value, "touchAfter");
        return self();
    }

    /**
     * How long a session lives at the most from its beginning, however often it is accessed; by default without
     * limit. It holds for sessions that were stored before it was introduced, too: when it is over, no operation finds
     * them ({@link SessionStore#count} aside).
     *
     * @param value at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B absoluteLifetime(Duration value) {
        this.absoluteLifetime = Objects.requireNonNull(value, "absoluteLifetime");
        return self();
    }

    /**
     * How often expired sessions are removed; by default every 5 minutes, but never where the storage removes
     * them by itself ({@link ExpiresByItself}) and no listener is to be told of it. Nodes that share a storage make one
     * round in an interval between them, where the storage knows how ({@link ReapRounds}).
     *
     * @param value zero for never; otherwise at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B cleanupInterval(Duration value) {
        this.cleanupInterval = Objects.requireNonNull(value, "cleanupInterval");
        return self();
    }

    /**
     * How session ids are made; by default 192 bits of a {@link java.security.SecureRandom} as base64url.
     *
     * @param value makes another unguessable id at each call, as {@link SessionIds} allows it; safe for use by
     *     several threads
     * @return this builder
     */
    public B idGenerator(Supplier<String> value) {
        this.idGenerator = Objects.requireNonNull(value, "idGenerator");
        return self();
    }

    /**
     * Where the time is read; by default the system's clock.
     *
     * @param value the clock
     * @return this builder
     */
    public B clock(Clock value) {
        this.clock = Objects.requireNonNull(value, "clock");
        return self();
    }

    /**
     * Where it is read how long operations take ({@link OperationEvent#duration}), how much of their time is left where
     * the storage bounds it ({@link TimeLimited}), and how old the last look at the storage is ({@link
     * SessionStore#health}); by default {@link System#nanoTime}.
     *
     * @param value nanoseconds from whatever origin, never less than before; safe for use by several threads
     * @return this builder
     */
    public B ticker(LongSupplier value) {
        this.ticker = Objects.requireNonNull(value, "ticker");
        return self();
    }

    /**
     * Adds a listener.
     *
     * @param value is told what happens
     * @return this builder
     */
    public B listener(SessionListener value) {
        this.listeners.add(Objects.requireNonNull(value, "listener"));
        return self();
    }

    /**
     * How the ends of sessions are announced from node to node; by default they are not. Ends on this node are
     * published; those of others are passed on to {@link SessionListener#onEndedElsewhere}. The ends of expired sessions
     * are published by the node whose clean-up finds them, if it runs: see {@link #cleanupInterval}.
     *
     * @param value the broadcast; closed by whoever made it
     * @return this builder
     */
    public B endBroadcast(SessionEndBroadcast value) {
        this.endBroadcast = Objects.requireNonNull(value, "endBroadcast");
        return self();
    }

    /**
     * Adds an index, by which sessions can be found and ended; by default there is none. The storage must have the
     * capability ({@link SessionIndexes}).
     *
     * @param value what they can be found by
     * @return this builder
     */
    public B index(SessionIndex value) {
        this.indexes.add(Objects.requireNonNull(value, "index"));
        return self();
    }

    /**
     * Whether {@code build} makes the storage ready; by default it does. To be switched off where the storage
     * is known to be ready and the role of the process may not describe or create it.
     *
     * @param value whether to
     * @return this builder
     */
    public B init(boolean value) {
        this.init = value;
        return self();
    }

    /**
     * What the line that is logged at the start says besides, such as what only a web framework knows; by default nothing.
     *
     * @param value one line without a full stop; nothing secret
     * @return this builder
     */
    public B startNote(String value) {
        this.startNote = Objects.requireNonNull(value, "startNote");
        return self();
    }

    /**
     * How failures are worded: what makes of a message the one that is thrown, logged and told to listeners. For
     * frameworks, whose users know options by other names than those of builders; by default messages stay as they are.
     *
     * @param value makes a message of another one, and throws nothing; safe for use by several threads
     * @return this builder
     */
    public B messages(UnaryOperator<String> value) {
        this.messages = Objects.requireNonNull(value, "messages");
        return self();
    }

    /** Checks the options, and makes of them what both kinds of stores share. */
    final StoreOperations checkedOperations() {
        Duration checkedTtl = positive("ttl", ttl == null ? DEFAULT_TTL : ttl);
        Duration checkedTouchAfter = zeroOrMore("touchAfter", touchAfter);
        Duration lifetime = absoluteLifetime == null ? null : positive("absoluteLifetime", absoluteLifetime);
        return new StoreOperations(
                clock,
                ticker,
                idGenerator,
                new StoreEvents(listeners(ContextLoader.ofThisThread()), ticker, new Wording(messages)),
                new ExpiryPolicy(checkedTouchAfter, lifetime),
                checkedTtl,
                ttl != null,
                codec,
                new IndexRegistry(indexes));
    }

    private Listeners listeners(ContextLoader loader) {
        Listeners all = new Listeners(listeners, loader);
        if (endBroadcast != null) {
            all.add(new EndPublisher(endBroadcast));
        }
        return all;
    }

    /** Passes the ends that other nodes publish on to the listeners, until it is closed. */
    final SessionEndBroadcast.Subscription subscribed(StoreEvents events) {
        return endBroadcast == null ? () -> {} : endBroadcast.subscribe(events::endedElsewhere);
    }

    /** Says once, at the start, what was made of the options. */
    final void logStart(Optional<DescribesItself> itself, Object storage) {
        StartLine.log(
                itself.map(DescribesItself::description)
                        .orElseGet(() -> storage.getClass().getSimpleName()),
                "codec "
                        + (codec instanceof DescribesItself described
                                ? described.description()
                                : codec.getClass().getSimpleName()),
                "sessions live " + (ttl == null ? DEFAULT_TTL + ", or as their creator says" : ttl.toString())
                        + (absoluteLifetime == null ? "" : ", at most " + absoluteLifetime)
                        + ", touchAfter " + touchAfter,
                startNote);
    }

    final boolean isInitOn() {
        return init;
    }

    /** Zero for never; null for what is best. */
    final @Nullable Duration checkedCleanupInterval() {
        return cleanupInterval == null ? null : zeroOrMore("cleanupInterval", cleanupInterval);
    }

    private static Duration positive(String option, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new SessionConfigurationException(option + " must be at least a millisecond, not " + value, null);
        }
        return inRange(option, value);
    }

    private static Duration zeroOrMore(String option, Duration value) {
        if (value.isNegative()) {
            throw new SessionConfigurationException(option + " must be zero or more, not " + value, null);
        }
        return inRange(option, value);
    }

    private static Duration inRange(String option, Duration value) {
        try {
            return Session.checkedInterval(option, value);
        } catch (IllegalArgumentException e) {
            throw new SessionConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
