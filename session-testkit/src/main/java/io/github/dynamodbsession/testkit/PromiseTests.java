package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.WriteTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The base of the tests of all promises: nodes that share one storage, a clock, and the test's own sessions. One object
 * per test. Other tests may use the same storage at the same time; those that reap run alone.
 */
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ)
abstract class PromiseTests {

    static final String REAPING = "io.github.dynamodbsession.testkit.reaping";

    /**
     * A value that must not be shown anywhere. A test of this project looks for its first word in everything that all its
     * tests logged and threw, so every value had better begin with it.
     */
    static final String VALUE = "s3cret-value";

    private static final int ID_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The interval of a session without one of its own. */
    static final Duration TTL = Duration.ofHours(1);

    final SettableClock clock = SettableClock.startingNow();

    private final StorageUnderTest contract;
    private final List<StorageClient> clients = new CopyOnWriteArrayList<>();

    PromiseTests(StorageUnderTest contract) {
        this.contract = contract;
    }

    @AfterEach
    void closeClients() {
        clients.forEach(contract::closeClient);
    }

    // ---- nodes ----

    final StorageUnderTest contract() {
        return contract;
    }

    final StorageClient newClient() {
        StorageClient client = contract.newClient();
        closedLater(client);
        client.init();
        return client;
    }

    final void closedLater(StorageClient client) {
        clients.add(client);
    }

    final SessionStore newNode() {
        return nodeOn(newClient()).build();
    }

    /** A node whose every request is a touch. */
    final SessionStore newTouchingNode() {
        return nodeOn(newClient()).touchAfter(Duration.ZERO).build();
    }

    /** A node is never closed: it has no reaper, and its client is closed after the test. */
    final SessionStore.Builder nodeOn(StorageClient client) {
        return SessionStore.builder(client)
                .clock(clock)
                .ttl(TTL)
                .cleanupInterval(Duration.ZERO)
                .init(false);
    }

    // ---- sessions, by way of a node ----

    /** Creates and stores a session. */
    final String stored(SessionStore node, Map<String, ?> attributes) {
        Session session = node.create();
        attributes.forEach(session::setAttribute);
        node.save(session);
        return session.id();
    }

    final Session found(SessionStore node, String id) {
        return node.find(id).orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    final void assertAbsent(SessionStore node, String id) {
        assertThat(node.find(id)).as("the session that must be absent").isEmpty();
    }

    final Map<String, Object> attributes(SessionStore node, String id) {
        Session session = found(node, id);
        Map<String, Object> attributes = new TreeMap<>();
        for (String name : session.attributeNames()) {
            attributes.put(name, session.attribute(name).orElseThrow());
        }
        return attributes;
    }

    // ---- sessions, as the port sees them ----

    /** Looks like the ids that a store makes, so that one in a message is recognised as one. */
    static String newId() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String newToken() {
        return WriteTokens.of(
                SettableClock.startingNow().instant(), UUID.randomUUID().toString());
    }

    final Instant now() {
        return clock.instant();
    }

    final SessionTimes timesOf(Duration interval) {
        return new SessionTimes(now(), now(), interval, now().plus(interval));
    }

    static Map<String, EncodedValue> texts(String... namesAndTexts) {
        Map<String, EncodedValue> values = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            values.put(namesAndTexts[i], EncodedValue.text(VALUE + namesAndTexts[i + 1]));
        }
        return values;
    }

    static AttributeChanges setting(String... namesAndTexts) {
        return new AttributeChanges(texts(namesAndTexts), Set.of());
    }

    /** A session that lives its whole {@link #TTL} from now on. */
    final SessionRecord newRecord(String... namesAndTexts) {
        return newRecord(TTL, namesAndTexts);
    }

    final SessionRecord newRecord(Duration interval, String... namesAndTexts) {
        return new SessionRecord(newId(), timesOf(interval), texts(namesAndTexts), newToken());
    }

    final SessionRecord created(StorageClient client, SessionRecord session) {
        assertThat(client.put(new Change.Create(session), now())).isEqualTo(PutResult.applied());
        return session;
    }

    final SessionRecord stored(StorageClient client, String id) {
        return client.get(id, now())
                .map(session -> whole(client, session))
                .orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    /** As if the storage kept no attributes apart. */
    static SessionRecord whole(StorageClient client, SessionRecord session) {
        if (session.apart().names().isEmpty()) {
            return session;
        }
        SessionRecord loaded = session.with(client.capability(AttributeLoading.class)
                .orElseThrow(() -> new AssertionError("A client that cannot load attributes keeps some apart"))
                .load(session, session.unloaded()));
        return new SessionRecord(loaded.id(), loaded.times(), loaded.attributes(), loaded.indexed(), loaded.history())
                .withOrigin(loaded.origin());
    }

    static Optional<SessionRecord> whole(StorageClient client, Optional<SessionRecord> session) {
        return session.map(found -> whole(client, found));
    }

    static PutResult whole(StorageClient client, PutResult result) {
        return result instanceof PutResult.Stale stale ? PutResult.stale(whole(client, stale.current())) : result;
    }

    final void assertAbsent(StorageClient client, String id) {
        assertThat(client.get(id, now())).as("the session that must be absent").isEmpty();
    }

    static Instant expiry(SessionRecord session) {
        @Nullable Instant expiresAt = session.times().expiresAt();
        if (expiresAt == null) {
            throw new AssertionError("The session never expires");
        }
        return expiresAt;
    }
}
