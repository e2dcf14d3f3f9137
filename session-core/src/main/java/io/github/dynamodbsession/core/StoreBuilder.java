package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.DescribesItself;
import io.github.dynamodbsession.core.storage.ExpiresByItself;
import io.github.dynamodbsession.core.storage.ReapRounds;
import io.github.dynamodbsession.core.storage.RenewableIds;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.TimeLimited;
import io.github.dynamodbsession.core.storage.Tombstone;
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
 * The options that blocking and asynchronous stores have in common. Setters accept any value; {@code build} checks all
 * of them. Not safe for use by several threads.
 *
 * @param <B> the store's builder
 */
public abstract sealed class StoreBuilder<B extends StoreBuilder<B>>
        permits SessionStore.Builder, AsyncSessionStore.Builder {

    private static final Duration DEFAULT_TTL = Duration.ofDays(14);
    private static final Duration DEFAULT_TOUCH_AFTER = Duration.ofSeconds(10);
    private static final Duration DEFAULT_RENEW_ID_GRACE = Duration.ofMinutes(1);

    private final List<SessionListener> listeners = new ArrayList<>();
    private final List<SessionIndex> indexes = new ArrayList<>();
    private AttributeCodec codec = JavaSerializationCodec.create();
    private @Nullable Duration ttl;
    private Duration touchAfter = DEFAULT_TOUCH_AFTER;
    private @Nullable Duration absoluteLifetime;
    private @Nullable Duration renewIdAfter;
    private @Nullable Duration renewIdGrace;
    private @Nullable Duration cleanupInterval;
    private TokenKind tokens = TokenKind.HASHED;
    private @Nullable Boolean acceptBothTokens;
    private @Nullable Duration unknownTokenMemory;
    private @Nullable Supplier<String> idGenerator;
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;
    private boolean init = true;
    private boolean sharedReads = true;
    private @Nullable SessionEndBroadcast endBroadcast;
    private String startNote = "";
    private UnaryOperator<String> messages = UnaryOperator.identity();

    StoreBuilder() {}

    /** This builder, with its own type. */
    abstract B self();

    /**
     * The codec of attribute values; by default {@link JavaSerializationCodec#create}.
     *
     * @param value the codec
     * @return this builder
     */
    public B codec(AttributeCodec value) {
        this.codec = Objects.requireNonNull(value, "codec");
        return self();
    }

    /**
     * How long a session lives without an access if it has no interval of its own; by default 14 days, or the interval
     * passed to {@link SessionStore#create(Duration)}.
     *
     * @param value at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B ttl(Duration value) {
        this.ttl = Objects.requireNonNull(value, "ttl");
        return self();
    }

    /**
     * The maximum age of the recorded access; a request that changes nothing writes only if it is older. By default 10
     * seconds. Sessions do not expire earlier because of it: see {@link Session#lastAccessedAt}.
     *
     * @param value zero to write with every request; at most 36,525 days
     * @return this builder
     */
    public B touchAfter(Duration value) {
        this.touchAfter = Objects.requireNonNull(value, "touchAfter");
        return self();
    }

    /**
     * The maximum lifetime of a session from its creation, however often it is accessed; by default unlimited. It also
     * applies to sessions that were stored before it was introduced: once it is over, no operation finds them, except
     * that {@link SessionStore#count} may still count them.
     *
     * @param value at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B absoluteLifetime(Duration value) {
        this.absoluteLifetime = Objects.requireNonNull(value, "absoluteLifetime");
        return self();
    }

    /**
     * The age from which the id of a session, and with it the token in its cookie, is renewed: by the next request that
     * changes the session and can still send a cookie; by default never. So a token that was stolen opens the session for a
     * limited time only, as long as the user goes on. An access alone does not renew an id. Ids are renewed by web adapters,
     * which call {@link SessionStore#saveAndRenewId}. The storage must have the capability {@link RenewableIds}.
     *
     * <p>The age of an id is stored by stores with this option only; otherwise it counts from the session's creation.
     *
     * @param value at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B renewIdAfter(Duration value) {
        this.renewIdAfter = Objects.requireNonNull(value, "renewIdAfter");
        return self();
    }

    /**
     * For how long a session can still be read by its former token after its id was renewed, because browsers have requests
     * under way: see {@link Session#isReadOnly}. By default a minute. After any other id change, as by a login, the former
     * token opens nothing from then on.
     *
     * @param value less than {@link #renewIdAfter}, and at most 15 minutes ({@link Tombstone#MAX_DELAY}); zero: not at all
     * @return this builder
     */
    public B renewIdGrace(Duration value) {
        this.renewIdGrace = Objects.requireNonNull(value, "renewIdGrace");
        return self();
    }

    /**
     * How often the reaper removes expired sessions; by default every 5 minutes, but never if the storage removes them
     * itself ({@link ExpiresByItself}) and no listener listens for expiry. Nodes that share a storage run one round per
     * interval between them, if the storage supports it ({@link ReapRounds}).
     *
     * @param value zero for never; otherwise at least a millisecond, at most 36,525 days
     * @return this builder
     */
    public B cleanupInterval(Duration value) {
        this.cleanupInterval = Objects.requireNonNull(value, "cleanupInterval");
        return self();
    }

    /**
     * What the cookie of a session carries: a token of which the session's id is a hash, or the id; by default a token.
     *
     * @param value the kind of tokens that this store makes
     * @return this builder
     */
    public B tokens(TokenKind value) {
        this.tokens = Objects.requireNonNull(value, "tokens");
        return self();
    }

    /**
     * Whether sessions that were begun with the other kind of {@link #tokens} are found by their tokens as well, until
     * they end or this store changes their id; by default they are with {@link TokenKind#HASHED}, and are not with {@link
     * TokenKind#PLAIN}. What is presented and is not found costs a second call then, if it can be a token of both kinds.
     * An id that is a hash opens no session in either case.
     *
     * @param value whether both kinds are accepted
     * @return this builder
     */
    public B acceptBothTokens(boolean value) {
        this.acceptBothTokens = value;
        return self();
    }

    /**
     * For how long a token that opened no session is remembered. While it is, {@code findByToken} answers without a call, so a
     * client that presents a made-up token over and over costs one read in this time. At most 10,000 are remembered. A
     * session that this store begins, or whose id it changes, is seen at once; one that another node begins under an id
     * that was just looked up here, is seen when this time is over. With {@link TokenKind#HASHED} nobody knows a token
     * before its session is stored, and the default is 5 seconds. Choose zero if sessions move between regions of a global
     * table, where a session may be looked up before it is replicated.
     *
     * @param value for how long, at most an hour; zero: not at all, the default with {@link TokenKind#PLAIN}
     * @return this builder
     */
    public B unknownTokenMemory(Duration value) {
        this.unknownTokenMemory = Objects.requireNonNull(value, "unknownTokenMemory");
        return self();
    }

    /**
     * How session ids are generated; by default 192 bits of a {@link java.security.SecureRandom} as base64url. Only with
     * {@link TokenKind#PLAIN}.
     *
     * @param value returns a new, unguessable id with each call, valid according to {@link SessionIds}, that does not
     *     begin with a tilde; safe for use by several threads
     * @return this builder
     */
    public B idGenerator(Supplier<String> value) {
        this.idGenerator = Objects.requireNonNull(value, "idGenerator");
        return self();
    }

    /**
     * The clock; by default the system's clock.
     *
     * @param value the clock
     * @return this builder
     */
    public B clock(Clock value) {
        this.clock = Objects.requireNonNull(value, "clock");
        return self();
    }

    /**
     * The time source for the duration of operations ({@link OperationEvent#duration}), for their timeout if the
     * storage has one ({@link TimeLimited}), and for the age of the last health check ({@link SessionStore#health}); by
     * default {@link System#nanoTime}.
     *
     * @param value nanoseconds from an arbitrary origin, never decreasing; safe for use by several threads
     * @return this builder
     */
    public B ticker(LongSupplier value) {
        this.ticker = Objects.requireNonNull(value, "ticker");
        return self();
    }

    /**
     * Adds a listener.
     *
     * @param value is notified of what happens
     * @return this builder
     */
    public B listener(SessionListener value) {
        this.listeners.add(Objects.requireNonNull(value, "listener"));
        return self();
    }

    /**
     * How nodes notify each other of sessions that ended; by default they do not. Ends on this node are published; ends
     * on other nodes are passed to {@link SessionListener#onEndedElsewhere}. The end of an expired session is published
     * by the node whose reaper finds it, if it runs: see {@link #cleanupInterval}.
     *
     * @param value the broadcast; closed by the caller
     * @return this builder
     */
    public B endBroadcast(SessionEndBroadcast value) {
        this.endBroadcast = Objects.requireNonNull(value, "endBroadcast");
        return self();
    }

    /**
     * Adds an index, by which sessions can be found and deleted; by default there is none. The storage must have the
     * capability {@link SessionIndexes}.
     *
     * @param value the index
     * @return this builder
     */
    public B index(SessionIndex value) {
        this.indexes.add(Objects.requireNonNull(value, "index"));
        return self();
    }

    /**
     * Whether {@code build} prepares the storage; by default it does. Switch it off if the storage is known to be ready
     * and the role of the process may not describe or create it.
     *
     * @param value whether to prepare it
     * @return this builder
     */
    public B init(boolean value) {
        this.init = value;
        return self();
    }

    /**
     * Whether reads of one session that overlap in this store share one call of the storage, as when a browser loads the
     * parts of a page; by default they do. A read always sees what this store wrote before it began. But it may not see
     * what another node wrote while the shared call was in flight; switch it off where that matters.
     *
     * @param value whether they share
     * @return this builder
     */
    public B sharedReads(boolean value) {
        this.sharedReads = value;
        return self();
    }

    /**
     * An addition to the line that is logged at the start, for what only a web framework knows; by default none.
     *
     * @param value one line without a full stop; must not contain secrets
     * @return this builder
     */
    public B startNote(String value) {
        this.startNote = Objects.requireNonNull(value, "startNote");
        return self();
    }

    /**
     * Translates the messages of failures, as they are thrown, logged and passed to listeners. For frameworks, whose
     * users know options by other names than the builders'; by default messages are unchanged.
     *
     * @param value maps one message to another, and never throws; safe for use by several threads
     * @return this builder
     */
    public B messages(UnaryOperator<String> value) {
        this.messages = Objects.requireNonNull(value, "messages");
        return self();
    }

    /**
     * Checks the options, and creates what both kinds of stores share.
     *
     * @param lazily loads attributes that are stored apart when one is read; null: they are loaded with their session
     * @param readsFromMemory whether there is nothing to gain where reads share a call
     * @param canRenewIds whether the storage has the capability {@link RenewableIds}
     */
    final StoreOperations checkedOperations(
            @Nullable AttributeLoading lazily, boolean readsFromMemory, boolean canRenewIds) {
        Duration checkedTtl = positive("ttl", ttl == null ? DEFAULT_TTL : ttl);
        Duration checkedTouchAfter = zeroOrMore("touchAfter", touchAfter);
        Duration lifetime = absoluteLifetime == null ? null : positive("absoluteLifetime", absoluteLifetime);
        return new StoreOperations(
                clock,
                ticker,
                new SessionTokens(tokens, acceptBothTokens, idGenerator),
                new StoreEvents(listeners(ContextLoader.ofThisThread()), ticker, new Wording(messages)),
                new ExpiryPolicy(checkedTouchAfter, lifetime, checkedRenewal(canRenewIds)),
                checkedTtl,
                ttl != null,
                codec,
                new IndexRegistry(indexes),
                lazily,
                new SharedReads(sharedReads && !readsFromMemory),
                new UnknownTokens(checkedUnknownTokenMemory(), ticker));
    }

    private IdRenewal checkedRenewal(boolean canRenewIds) {
        if (renewIdAfter == null) {
            if (renewIdGrace != null) {
                throw new SessionConfigurationException(
                        "renewIdGrace has no effect without renewIdAfter; set renewIdAfter as well, or leave it out",
                        null);
            }
            return IdRenewal.OFF;
        }
        Duration after = positive("renewIdAfter", renewIdAfter);
        Duration grace = zeroOrMore("renewIdGrace", renewIdGrace == null ? DEFAULT_RENEW_ID_GRACE : renewIdGrace);
        if (grace.compareTo(after) >= 0) {
            throw new SessionConfigurationException(
                    "renewIdGrace must be less than renewIdAfter, which is " + after + ", not " + grace, null);
        }
        if (grace.compareTo(Tombstone.MAX_DELAY) > 0) {
            throw new SessionConfigurationException(
                    "renewIdGrace must be at most " + Tombstone.MAX_DELAY + ", not " + grace, null);
        }
        if (!canRenewIds) {
            throw new SessionConfigurationException(
                    "renewIdAfter cannot be used with this storage, which has no room for the age of an id, like the tables of"
                            + " session stores for Express; leave it out, or use another storage",
                    null);
        }
        return new IdRenewal(after, grace);
    }

    private Duration checkedUnknownTokenMemory() {
        if (unknownTokenMemory == null) {
            return tokens == TokenKind.HASHED ? UnknownTokens.DEFAULT_MEMORY : Duration.ZERO;
        }
        Duration checked = zeroOrMore("unknownTokenMemory", unknownTokenMemory);
        if (checked.compareTo(UnknownTokens.MAX_MEMORY) > 0) {
            throw new SessionConfigurationException(
                    "unknownTokenMemory must be at most " + UnknownTokens.MAX_MEMORY + ", not " + checked, null);
        }
        return checked;
    }

    private Listeners listeners(ContextLoader loader) {
        Listeners all = new Listeners(listeners, loader);
        if (endBroadcast != null) {
            all.add(new EndPublisher(endBroadcast));
        }
        return all;
    }

    /** Passes the ends that other nodes publish to the listeners, until it is closed. */
    final SessionEndBroadcast.Subscription subscribed(StoreOperations operations) {
        return endBroadcast == null ? () -> {} : endBroadcast.subscribe(operations::endedElsewhere);
    }

    /** Logs the effective options, once, at the start. */
    final void logStart(Optional<DescribesItself> itself, Object storage) {
        StartLine.log(
                itself.map(DescribesItself::description)
                        .orElseGet(() -> storage.getClass().getSimpleName()),
                "codec " + description(codec),
                "sessions live " + (ttl == null ? DEFAULT_TTL + ", or as their creator says" : ttl.toString())
                        + (absoluteLifetime == null ? "" : ", at most " + absoluteLifetime)
                        + ", touchAfter " + touchAfter
                        + (renewIdAfter == null ? "" : ", ids are renewed after " + renewIdAfter),
                "tokens " + tokens + (SessionTokens.isBoth(tokens, acceptBothTokens) ? ", both kinds accepted" : ""),
                startNote);
    }

    private static String description(AttributeCodec codec) {
        if (codec instanceof LayeredCodec layered) {
            String inner = description(layered.inner());
            return layered.layer().isEmpty() ? inner : inner + ", " + layered.layer();
        }
        return codec instanceof DescribesItself described
                ? described.description()
                : codec.getClass().getSimpleName();
    }

    final boolean isInitOn() {
        return init;
    }

    /** Zero for never; null for the default. */
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
