package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionEndBroadcast;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionListing;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client presents opens a session, and nothing that is stored does. */
@Asks(Promise.TOKENS)
abstract class TokenTests extends PromiseTests {

    private static final String USER = "user";

    TokenTests(StorageUnderTest contract) {
        super(contract);
    }

    private SessionStore hashing(StorageClient client) {
        return nodeOn(client).tokens(TokenKind.HASHED).build();
    }

    private SessionStore hashingOnly(StorageClient client) {
        return nodeOn(client).tokens(TokenKind.HASHED).acceptBothTokens(false).build();
    }

    private SessionStore plain(StorageClient client) {
        return nodeOn(client).tokens(TokenKind.PLAIN).build();
    }

    /** Creates and stores a session, as the request does that sends its token. */
    private static SessionToken begun(SessionStore node) {
        Session session = node.create();
        session.setAttribute("name", VALUE);
        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);
        return token(session);
    }

    private static SessionToken token(Session session) {
        return session.token().orElseThrow(() -> new AssertionError("The session has no token"));
    }

    /** What a request does with the value of its cookie. */
    private static Optional<Session> opened(SessionStore node, String presented) {
        return node.presented(presented).flatMap(node::findByToken);
    }

    private static boolean loggedOut(SessionStore node, String presented) {
        return node.presented(presented).filter(node::deleteByToken).isPresent();
    }

    private static Session found(SessionStore node, SessionToken token) {
        return opened(node, token.reveal()).orElseThrow(() -> new AssertionError("The token opens no session"));
    }

    private static SessionToken renamed(SessionStore node, Session session) {
        String id = node.changeId(session);
        SessionToken token = token(session);
        assertThat(token.id()).isEqualTo(id);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        return token;
    }

    @Test
    @LookAt("A token did not open its session, on the node that began it or on another: is the id stored as it is, 33 "
            + "characters with a tilde before the others?")
    void aTokenOpensItsSessionOnEveryNode() {
        SessionStore node = hashing(newClient());
        SessionToken token = begun(node);

        assertThat(token.id()).isNotEqualTo(token.reveal()).doesNotContain(token.reveal());
        assertThat(SessionIds.isValid(token.id())).isTrue();
        for (SessionStore other : List.of(node, hashing(newClient()), hashingOnly(newClient()))) {
            Session session = found(other, token);
            assertThat(session.id()).isEqualTo(token.id());
            assertThat(session.token()).contains(token);
            assertThat(session.attribute("name")).contains(VALUE);
            assertThat(found(other, token.id()).token()).isEmpty();
        }
    }

    @Test
    @LookAt(
            "Something that is stored opened a session, or ended it: are ids compared character by character, with case "
                    + "and punctuation (a collation may ignore a tilde)?")
    void whatIsStoredOpensNothing() {
        SessionToken token = begun(hashing(newClient()));
        String id = token.id();
        List<SessionStore> nodes = List.of(
                hashing(newClient()),
                hashingOnly(newClient()),
                plain(newClient()),
                nodeOn(newClient())
                        .tokens(TokenKind.PLAIN)
                        .acceptBothTokens(true)
                        .build());
        for (SessionStore node : nodes) {
            for (String presented : List.of(
                    id,
                    id.substring(1),
                    id + "~",
                    "~" + id,
                    "." + id,
                    " " + id,
                    "%7E" + id.substring(1),
                    id.toLowerCase(Locale.ROOT),
                    id.substring(1).toUpperCase(Locale.ROOT))) {
                assertThat(opened(node, presented)).isEmpty();
                assertThat(loggedOut(node, presented)).isFalse();
            }
        }
        assertThat(found(nodes.get(0), token).id()).isEqualTo(id);
    }

    @Test
    @LookAt(
            "A token was handed to the storage, a listener or the log, or is in what they handed back: does the storage "
                    + "invent anything of its own?")
    void noTokenIsStoredOrTold() {
        StorageClient client = newClient();
        RecordingStorageClient recording = new RecordingStorageClient(FailingStorageClient.of(client));
        Notes notes = new Notes();
        SessionStore.Builder builder =
                nodeOn(recording).tokens(TokenKind.HASHED).listener(notes).endBroadcast(notes);
        boolean hasIndexes = client.capability(SessionIndexes.class).isPresent();
        SessionStore node = hasIndexes
                ? IndexTests.ready(
                        builder.index(SessionIndex.of(USER, notes::indexed))
                                .init(true)
                                .build(),
                        USER)
                : builder.build();
        try (LogLines log = new LogLines()) {
            Session session = node.create();
            session.setAttribute(USER, newId());
            node.save(session);
            SessionToken first = token(session);
            SessionToken second = renamed(node, found(node, first));
            Session late = found(node, second);
            if (hasIndexes) {
                assertThat(node.findByIndex(
                                        USER, (String) session.attribute(USER).orElseThrow())
                                .flatMap(hit -> hit.token().stream()))
                        .isEmpty();
            }
            if (client.capability(SessionListing.class).isPresent()) {
                assertThat(node.sessions().flatMap(listed -> listed.token().stream()))
                        .isEmpty();
            }
            recording.delegate().on(Operation.GET).failBeforeApplying();
            notes.add(stackTrace(catchThrowable(() -> node.findByToken(second))));
            assertThat(loggedOut(node, first.reveal())).isTrue();
            late.setAttribute("late", true);
            assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
            notes.add(session + " " + late + " " + first + " " + second);

            assertThat(recording.seen()).isNotEmpty();
            assertThat(notes.all()).hasSizeGreaterThan(10);
            for (SessionToken token : List.of(first, second)) {
                assertThat(recording.seen()).noneMatch(text -> text.contains(token.reveal()));
                assertThat(notes.all()).noneMatch(text -> text.contains(token.reveal()));
                assertThat(log.lines()).noneMatch(text -> text.contains(token.reveal()));
            }
        }
    }

    @Test
    @LookAt(
            "An id change left the old token in use, or did not bring the new one: is a rename one step, that leaves the "
                    + "old id absent?")
    void anIdChangeGivesANewTokenAndTheOldOneFindsNothing() {
        SessionStore node = hashing(newClient());
        SessionToken before = begun(node);
        Session session = found(node, before);

        SessionToken after = renamed(node, session);

        assertThat(after).isNotEqualTo(before);
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(opened(node, before.reveal())).isEmpty();
        assertThat(found(hashing(newClient()), after).attribute("name")).contains(VALUE);
    }

    @Test
    @Asks({Promise.TOKENS, Promise.LOST_ANSWER})
    @LookAt(
            "An id change whose answer was lost did not keep its token when it was tried again: is a rename whose write "
                    + "token the session knows answered as applied?")
    void anIdChangeThatIsTriedAgainKeepsItsToken() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = hashing(client);
        for (boolean applied : List.of(true, false)) {
            Session session = found(node, begun(node));
            node.changeId(session);
            SessionToken token = token(session);
            FailingStorageClient.Fault fault = client.on(Operation.RENAME);
            if (applied) {
                fault.failAfterApplying();
            } else {
                fault.failBeforeApplying();
            }
            assertThat(catchThrowable(() -> node.save(session))).isInstanceOf(SessionStorageException.class);

            assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

            assertThat(session.token()).contains(token);
            assertThat(found(node, token).attribute("name")).contains(VALUE);
        }
    }

    @Test
    @Asks({Promise.TOKENS, Promise.NO_RESURRECTION})
    @LookAt("A logout with the token from before a login did not end the session: does a delete follow where the "
            + "tombstone says that the session went?")
    void aLogoutWithTheTokenFromBeforeALoginEndsTheSession() {
        SessionStore node = hashing(newClient());
        SessionToken before = begun(node);
        SessionToken after = renamed(node, found(node, before));
        Session late = found(node, after);

        assertThat(loggedOut(hashing(newClient()), before.reveal())).isTrue();

        assertThat(opened(node, after.reveal())).isEmpty();
        late.setAttribute("late", true);
        assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        assertThat(loggedOut(node, after.reveal())).isFalse();
    }

    @Test
    @LookAt(
            "A session that was stored under the value of its cookie was not found by it, or its id change went wrong: is "
                    + "a session found under every id that is allowed?")
    void aSessionOfThePlainKindIsFoundUntilItsIdChanges() {
        SessionStore before = plain(newClient());
        SessionStore own = nodeOn(newClient())
                .tokens(TokenKind.PLAIN)
                .idGenerator(() -> "own." + newId() + "~")
                .build();
        SessionStore node = hashing(newClient());
        for (SessionToken old : List.of(begun(before), begun(own))) {
            assertThat(old.id()).isEqualTo(old.reveal());
            Session session = found(node, old);
            assertThat(session.id()).isEqualTo(old.id());
            assertThat(session.token()).contains(old);
            session.setAttribute("more", 1);
            assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

            SessionToken renewed = renamed(node, found(node, old));

            assertThat(renewed.id()).isNotEqualTo(renewed.reveal());
            assertThat(opened(node, old.reveal())).isEmpty();
            assertThat(opened(before, old.reveal())).isEmpty();
            assertThat(found(node, renewed).attribute("more")).contains(1);
            assertThat(loggedOut(node, old.reveal())).isTrue();
            assertThat(opened(node, renewed.reveal())).isEmpty();
        }
    }

    @Test
    @LookAt("A session was found by a token that is not accepted: is there a read of an id that was not asked for?")
    void aTokenOfAKindThatIsNotAcceptedOpensNothing() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore hashing = hashingOnly(client);
        SessionStore plain = plain(client);
        SessionToken ofPlain = begun(plain);
        SessionToken ofHashing = begun(hashing);
        int reads = client.calls(Operation.GET);

        assertThat(opened(hashing, ofPlain.reveal())).isEmpty();
        assertThat(opened(plain, ofHashing.reveal())).isEmpty();
        assertThat(client.calls(Operation.GET) - reads).isEqualTo(2);
        assertThat(hashing.findByToken(ofPlain)).isEmpty();
        assertThat(plain.findByToken(ofHashing)).isEmpty();
        assertThat(hashing.deleteByToken(ofPlain)).isFalse();
        assertThat(plain.deleteByToken(ofHashing)).isFalse();
        assertThat(client.calls(Operation.GET) - reads).isEqualTo(2);

        assertThat(found(plain, ofPlain).token()).contains(ofPlain);
        assertThat(found(hashing, ofHashing).token()).contains(ofHashing);
    }

    @Test
    @LookAt(
            "A session of the hashed kind was not found by a node of the plain kind that accepts both: is a session found "
                    + "under every id that is allowed?")
    void nodesOfBothKindsCanWorkSideBySide() {
        SessionStore hashing = hashing(newClient());
        SessionStore plain = nodeOn(newClient())
                .tokens(TokenKind.PLAIN)
                .acceptBothTokens(true)
                .build();
        SessionToken token = begun(hashing);

        Session session = found(plain, token);
        assertThat(session.id()).isEqualTo(token.id());
        SessionToken renewed = renamed(plain, session);

        assertThat(renewed.id()).isEqualTo(renewed.reveal());
        assertThat(found(hashing, renewed).attribute("name")).contains(VALUE);
        assertThat(opened(plain, token.reveal())).isEmpty();
        assertThat(loggedOut(plain, token.reveal())).isTrue();
        assertThat(opened(hashing, renewed.reveal())).isEmpty();
    }

    @Test
    @LookAt("A token cost another number of calls: is a session found, and deleted, under the id that was asked for?")
    void aTokenCostsOneCallAndWhatIsNotFoundAtMostTwo() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = hashing(client);
        SessionStore only = hashingOnly(client);
        String madeUp = begun(hashing(newClient())).reveal().substring(1) + "x";

        assertThat(reads(client, node, begun(node).reveal())).isEqualTo(1);
        assertThat(reads(client, node, madeUp)).isEqualTo(2);
        assertThat(reads(client, only, madeUp)).isEqualTo(1);
        assertThat(reads(client, node, UUID.randomUUID().toString())).isEqualTo(1);
        assertThat(reads(client, only, UUID.randomUUID().toString())).isZero();
        assertThat(deletes(client, node, begun(node).reveal())).isEqualTo(1);
        assertThat(deletes(client, node, madeUp)).isEqualTo(2);
        assertThat(deletes(client, only, madeUp)).isEqualTo(1);
        assertThat(deletes(client, only, UUID.randomUUID().toString())).isZero();
    }

    @Test
    @Asks({Promise.TOKENS, Promise.NOBODY_ELSES})
    @LookAt("A text that can be no token was passed on: is an id made of it somewhere?")
    void whatCannotBeATokenIsNotLookedUp() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        StringBuilder everyCharacter = new StringBuilder();
        for (char c = 0; c < 512; c++) {
            everyCharacter.append(c);
        }
        for (SessionStore node : List.of(hashing(client), hashingOnly(client), plain(client))) {
            for (String text : List.of(
                    "",
                    " ",
                    "~",
                    "~" + "x".repeat(32),
                    "~" + "x".repeat(31),
                    "x".repeat(31) + "\n",
                    "x".repeat(31) + "=",
                    "x".repeat(31) + "\u00fc",
                    "\ud83d\ude00".repeat(16),
                    "\ud83d".repeat(32),
                    "a:b",
                    "x".repeat(SessionIds.MAX_LENGTH + 1),
                    "x".repeat(1_000_000),
                    everyCharacter.toString())) {
                assertThat(node.presented(text)).isEmpty();
            }
        }
        assertThat(client.calls(Operation.GET)).isZero();
    }

    private static int reads(FailingStorageClient client, SessionStore node, String presented) {
        int before = client.calls(Operation.GET);
        Optional<Session> unused = opened(node, presented);
        return client.calls(Operation.GET) - before;
    }

    private static int deletes(FailingStorageClient client, SessionStore node, String presented) {
        int before = client.calls(Operation.DELETE);
        boolean unused = loggedOut(node, presented);
        return client.calls(Operation.DELETE) - before;
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Everything that a store tells others. */
    private static final class Notes implements SessionListener, SessionEndBroadcast {

        private final List<String> all = new CopyOnWriteArrayList<>();

        List<String> all() {
            return all;
        }

        void add(String text) {
            all.add(text);
        }

        private void add(Session session) {
            all.add(session.id() + " " + session + " " + session.token().map(SessionToken::reveal));
        }

        @Nullable
        Object indexed(Session session) {
            add(session);
            return session.attribute(USER).orElse(null);
        }

        @Override
        public void publish(String id) {
            all.add(id);
        }

        @Override
        public Subscription subscribe(Consumer<String> ended) {
            return () -> {};
        }

        @Override
        public void onCreated(Session session) {
            add(session);
        }

        @Override
        public void onIdChanged(Session session, String oldId) {
            add(session);
            all.add(oldId);
        }

        @Override
        public void onEnded(Session session, EndCause cause) {
            add(session);
        }

        @Override
        public void onSavedTooLate(Session session) {
            add(session);
        }

        @Override
        public void onOperation(OperationEvent operation) {
            all.add(operation.toString());
        }

        @Override
        public boolean listensForExpiry() {
            return false;
        }
    }

    /** What is logged, at any level that the platform's configuration passes on. */
    private static final class LogLines extends Handler implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        /** Held, so that it is not collected while the handler is there. */
        private final Logger logger = Logger.getLogger("io.github.dynamodbsession");

        LogLines() {
            logger.addHandler(this);
        }

        List<String> lines() {
            return lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage() + (line.getThrown() == null ? "" : stackTrace(line.getThrown())));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
