package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.OperationEvent;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.SessionIndexes;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding and deleting sessions by a value, if the storage supports it. */
@Asks(Promise.INDEX)
abstract class IndexTests extends PromiseTests {

    static final String USER = "user";
    private static final String DOMAIN = "domain";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Other tests may use the same storage. */
    private final String ann = "ann-" + UUID.randomUUID();

    private final String bob = "bob-" + UUID.randomUUID();

    IndexTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereSessionsCanBeFound() {
        assumeTrue(
                newClient().capability(SessionIndexes.class).isPresent(),
                "this storage has no indexes (capability SessionIndexes)");
    }

    /** The client of a node. */
    StorageClient indexed() {
        return newClient();
    }

    /** The form in which the values of an index are stored: by default as they are. */
    SessionIndex stored(SessionIndex index) {
        return index;
    }

    final SessionStore.Builder indexedNodeOn(StorageClient client) {
        return nodeOn(client)
                .index(stored(SessionIndex.ofAttribute(USER)))
                .index(stored(SessionIndex.of(DOMAIN, IndexTests::domain)))
                .init(true);
    }

    /** What is stored for the user of a session. */
    private String storedUser(String id) {
        return Objects.requireNonNull(stored(newClient(), id).indexed().get(USER), "the indexed value");
    }

    private SessionStore indexedNode() {
        return ready(indexedNodeOn(indexed()).build(), USER, DOMAIN);
    }

    /** Waits until its indexes can be queried: a storage may create them while the node is already running. */
    static SessionStore ready(SessionStore node, String... indexes) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (String index : indexes) {
            while (!canBeAsked(node, index)) {
                assertThat(System.nanoTime())
                        .as("time, waiting for the index " + index)
                        .isLessThan(deadline);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        return node;
    }

    private static boolean canBeAsked(SessionStore node, String index) {
        try {
            return node.findByIndex(index, "anybody").count() >= 0;
        } catch (SessionStorageException e) {
            assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
            return false;
        }
    }

    private static @Nullable Object domain(Session session) {
        return session.attribute("mail", String.class)
                .map(mail -> mail.substring(mail.indexOf('@') + 1))
                .orElse(null);
    }

    static List<String> found(SessionStore node, String index, String value) {
        return node.findByIndex(index, value).map(Session::id).toList();
    }

    @Test
    @LookAt("A session past its absolute lifetime was found by an index: are found sessions returned with "
            + "the time when they began?")
    void aSessionWhoseLifetimeWasIntroducedLaterAndIsOverIsNotFound() {
        Duration lifetime = Duration.ofMinutes(20);
        StorageClient client = indexed();
        SessionStore before = ready(indexedNodeOn(client).build(), USER, DOMAIN);
        SessionStore node =
                indexedNodeOn(client).absoluteLifetime(lifetime).init(false).build();
        stored(before, Map.of(USER, ann));
        clock.advance(lifetime);
        String young = stored(before, Map.of(USER, ann));

        assertThat(found(before, USER, ann)).hasSize(2);
        assertThat(found(node, USER, ann)).containsExactly(young);
        assertThat(node.deleteByIndex(USER, ann)).isEqualTo(1);
    }

    @Test
    @LookAt("A session was not found by its value, or by another one: is the indexed value stored with each "
            + "create, and compared as a whole?")
    void sessionsAreFoundByTheValueThatTheyHave() {
        SessionStore node = indexedNode();
        List<String> ofAnn = List.of(stored(node, Map.of(USER, ann)), stored(node, Map.of(USER, ann, "a", 1)));
        String ofBob = stored(node, Map.of(USER, bob));
        stored(node, Map.of("a", 1));

        assertThat(found(node, USER, ann)).containsExactlyInAnyOrderElementsOf(ofAnn);
        assertThat(found(node, USER, bob)).containsExactly(ofBob);
        assertThat(found(node, USER, "carol-" + UUID.randomUUID())).isEmpty();
    }

    @Test
    @LookAt("An index answered otherwise than it should: does find give what is there, and deleteIndexed "
            + "what it removed?")
    void whatIsAskedOfAnIndexIsTold() {
        List<String> told = new ArrayList<>();
        SessionStore node = indexedNode();
        node.addListener(new SessionListener() {
            @Override
            public void onOperation(OperationEvent operation) {
                told.add(operation.kind() + " " + operation.outcome());
            }
        });
        stored(node, Map.of(USER, ann));
        told.clear();

        found(node, USER, ann);
        node.deleteByIndex(USER, ann);
        node.deleteByIndex(USER, ann);
        found(node, USER, ann);

        assertThat(told)
                .containsExactly(
                        "FIND_BY_INDEX FOUND",
                        "DELETE_BY_INDEX DELETED",
                        "DELETE_BY_INDEX MISSED",
                        "FIND_BY_INDEX MISSED");
    }

    @Test
    @LookAt("A session that was found by an index could not be changed and saved: does getConsistently "
            + "return it with attributes, times and token?")
    void whatIsFoundIsAWorkingCopy() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann, "a", 1));

        Session session = node.findByIndex(USER, ann).findFirst().orElseThrow();
        assertThat(session.attribute("a")).contains(1);
        session.setAttribute("a", 2);
        node.save(session);

        assertThat(found(node, id).attribute("a")).contains(2);
    }

    @Test
    @LookAt("A session was found by a value that it no longer has, or not by its new one: are indexed values "
            + "written in one step with the attributes that they come from?")
    void aSessionIsFoundByItsPresentValueOnly() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        assertThat(found(node, USER, ann)).containsExactly(id);

        Session session = found(node, id);
        session.setAttribute(USER, bob);
        node.save(session);
        assertThat(found(node, USER, ann)).isEmpty();
        assertThat(found(node, USER, bob)).containsExactly(id);

        session.removeAttribute(USER);
        node.save(session);
        assertThat(found(node, USER, bob)).isEmpty();
    }

    @Test
    @LookAt("A session was not found by a computed value: are the indexed values stored that come with the "
            + "change, not those of attributes of the same name?")
    void aValueMayBeComputed() {
        SessionStore node = indexedNode();
        String domain = UUID.randomUUID() + ".example";
        String id = stored(node, Map.of("mail", "ann@" + domain));
        assertThat(found(node, DOMAIN, domain)).containsExactly(id);

        Session session = found(node, id);
        session.setAttribute("mail", "ann@other." + domain);
        node.save(session);

        assertThat(found(node, DOMAIN, domain)).isEmpty();
        assertThat(found(node, DOMAIN, "other." + domain)).containsExactly(id);
    }

    @Test
    @LookAt("A session was not found after an id change, or under its old id: does a rename carry the "
            + "indexed values?")
    void aSessionIsFoundUnderItsNewIdAfterAnIdChange() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        assertThat(found(node, USER, ann)).containsExactly(id);
        Session session = found(node, id);
        String newId = node.changeId(session);
        node.save(session);

        assertThat(found(node, USER, ann)).containsExactly(newId);
    }

    @Test
    @LookAt(
            "A session was not found by its value after an id change that the index did not show yet, or twice when it did: "
                    + "does getConsistently follow all id changes of the id that it is given, and return the present one?")
    void anIdChangeWithinTheLagOfAnIndexHidesNoSession() {
        LaggingIndexes client = new LaggingIndexes(indexed());
        SessionStore node = ready(indexedNodeOn(client).build(), USER, DOMAIN);
        Session session = found(node, stored(node, Map.of(USER, ann)));
        assertThat(found(node, USER, ann)).containsExactly(session.id());
        client.stop();
        node.changeId(session);
        node.save(session);
        String newId = node.changeId(session);
        node.save(session);

        assertThat(found(node, USER, ann)).as("by its first id").containsExactly(newId);
        client.resume();
        assertThat(found(node, USER, ann)).as("by both ids").containsExactly(newId);
        Session found = node.findByIndex(USER, ann).findFirst().orElseThrow();
        found.setAttribute("a", 1);
        assertThat(node.save(found)).isEqualTo(SaveResult.CHANGED);
        assertThat(found(node, newId).attribute("a")).contains(1);
        assertThat(node.deleteByIndex(USER, ann)).isEqualTo(1);
        assertThat(found(node, USER, ann)).isEmpty();
    }

    @Test
    @LookAt("A login that changes the id and sets the user was not found: does a rename store the indexed "
            + "values that it is given?")
    void aLoginThatChangesTheIdAndSetsTheUserIsFound() {
        SessionStore node = indexedNode();
        Session session = found(node, stored(node, Map.of("a", 1)));
        String newId = node.changeId(session);
        session.setAttribute(USER, ann);

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(found(node, USER, ann)).containsExactly(newId);
    }

    @Test
    @LookAt("A deleted session was found by an index: does its tombstone keep the indexed value, and is it "
            + "distinguished from a session?")
    void anEndedSessionIsNotFound() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        assertThat(found(node, USER, ann)).containsExactly(id);

        node.delete(id);

        assertThat(found(node, USER, ann)).isEmpty();
    }

    @Test
    @LookAt("An expired session was found by an index: does getConsistently compare the expiry with the time "
            + "that is passed in?")
    void anExpiredSessionIsNotFound() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        assertThat(found(node, USER, ann)).containsExactly(id);

        clock.advance(TTL.plus(Duration.ofHours(1)));

        assertThat(found(node, USER, ann)).isEmpty();
    }

    @Test
    @LookAt("A save took away a value that another request had set in another index: does an update write "
            + "only the indexed values that it changes?")
    void requestsThatOverlapDoNotTakeEachOthersValuesAway() {
        List<SessionStore> nodes = List.of(indexedNode(), indexedNode());
        String domain = UUID.randomUUID() + ".example";
        String id = stored(nodes.get(0), Map.of("a", 1));
        Session login = found(nodes.get(0), id);
        Session mail = found(nodes.get(1), id);
        login.setAttribute(USER, ann);
        mail.setAttribute("mail", "ann@" + domain);

        nodes.get(0).save(login);
        nodes.get(1).save(mail);

        assertThat(found(nodes.get(0), USER, ann)).containsExactly(id);
        assertThat(found(nodes.get(1), DOMAIN, domain)).containsExactly(id);
    }

    @Test
    @LookAt("Of many sessions of one value some were not found, or twice: do pages follow each other without "
            + "a gap?")
    void moreSessionsThanAPageHoldsAreAllFoundOnce() {
        SessionStore node = indexedNode();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(stored(node, Map.of(USER, ann)));
        }

        assertThat(found(node, USER, ann)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    @LookAt("A session of before there was the index was not found after a change: does an update store the "
            + "indexed values that it is given?")
    void aSessionOfBeforeThereWasTheIndexIsFoundOnceItIsChanged() {
        StorageClient client = indexed();
        String id = stored(nodeOn(client).build(), Map.of(USER, ann));
        SessionStore node = ready(indexedNodeOn(client).build(), USER);

        Session session = found(node, id);
        session.setAttribute("a", 1);
        node.save(session);

        assertThat(found(node, USER, ann)).containsExactly(id);
    }

    @Test
    @LookAt("A large write left the indexed value out: are indexed values written on every way that an "
            + "update can take?")
    void aWriteOfVeryManyAttributesWritesTheValueAsWell() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of("a", 1));
        Session session = found(node, id);
        for (int i = 0; i < 400; i++) {
            session.setAttribute("attribute-" + i, i);
        }
        session.setAttribute(USER, ann);

        node.save(session);

        assertThat(found(node, USER, ann)).containsExactly(id);
    }

    // ---- values that are none ----

    @Test
    @LookAt("A session without a text as its value was found, or its save failed: is an indexed value "
            + "removed where the change says so?")
    void aSessionWithoutATextAsItsValueIsInNoIndex() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        for (Object none : List.of(5, "", List.of(ann))) {
            Session session = found(node, id);
            session.setAttribute(USER, none);

            assertThat(node.save(session)).as("a save with %s", none).isEqualTo(SaveResult.CHANGED);
            assertThat(found(node, USER, ann)).isEmpty();
        }
    }

    @Test
    @LookAt("A save without a required value stored something, or was refused otherwise: is put called "
            + "though the store did not ask for it?")
    void aRequiredValueThatIsMissingFailsTheSaveAndNothingIsStored() {
        SessionStore node = ready(
                nodeOn(indexed())
                        .index(stored(SessionIndex.ofAttribute(USER).required()))
                        .init(true)
                        .build(),
                USER);
        String id = stored(node, Map.of(USER, ann));

        Session session = found(node, id);
        session.setAttribute(USER, 5);
        session.setAttribute("a", 1);
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> node.save(session))
                .withMessageContaining("'" + USER + "'")
                .withMessageContaining("java.lang.Integer");
        Session empty = node.create();
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> node.save(empty))
                .withMessageContaining("nothing");

        assertThat(attributes(node, id)).isEqualTo(Map.of(USER, ann));
        assertThat(found(node, USER, ann)).containsExactly(id);
        assertAbsent(node, empty.id());
    }

    @Test
    @LookAt("A value of 2048 bytes was not found, or a longer one stored: does the index take every value up "
            + "to SessionIndexes.MAX_VALUE_BYTES bytes?")
    void aValueThatIsTooLongFailsTheSaveAndNothingIsStored() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        String longest = "é".repeat(SessionIndexes.MAX_VALUE_BYTES / 2);

        Session session = found(node, id);
        session.setAttribute(USER, longest + "x");
        assertThatExceptionOfType(SessionCodecException.class)
                .isThrownBy(() -> node.save(session))
                .withMessageContaining("'" + USER + "'")
                .withMessageContaining("2049")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("éé"));
        assertThat(found(node, USER, ann)).containsExactly(id);

        session.setAttribute(USER, longest);
        node.save(session);
        assertThat(found(node, USER, longest)).contains(id);
    }

    @Test
    @LookAt("A question that no session can answer was asked of the storage: are the indexes those that were "
            + "declared?")
    void aQuestionThatNoSessionCanAnswerIsRefused() {
        SessionStore node = indexedNode();

        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> node.findByIndex("color", "red"))
                .withMessageContaining("'color'")
                .withMessageContaining(USER);
        assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> node.deleteByIndex("color", "red"));
        for (String value : List.of("", "x".repeat(SessionIndexes.MAX_VALUE_BYTES + 1), "\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.findByIndex(USER, value))
                    .withMessageContaining("2048");
            assertThatIllegalArgumentException().isThrownBy(() -> node.deleteByIndex(USER, value));
        }
    }

    // ---- ending all of a user ----

    @Test
    @LookAt("Not all sessions of a user were ended, or one of another user was: does deleteIndexed compare "
            + "the value, and leave a tombstone as delete does?")
    void allSessionsOfAUserAreEndedAndNoneOfOthers() {
        List<String> told = new ArrayList<>();
        SessionStore node = ready(
                indexedNodeOn(indexed())
                        .listener(new SessionListener() {
                            @Override
                            public void onEnded(Session session, EndCause cause) {
                                told.add(cause + " " + session.id());
                            }
                        })
                        .build(),
                USER);
        List<String> ofAnn = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ofAnn.add(stored(node, Map.of(USER, ann)));
        }
        String ofBob = stored(node, Map.of(USER, bob));
        Session late = found(node, ofAnn.get(0));
        late.setAttribute("late", 1);

        assertThat(node.deleteByIndex(USER, ann)).isEqualTo(12);

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(ofAnn.stream()
                        .map(id -> EndCause.ADMINISTRATION + " " + id)
                        .toList());
        ofAnn.forEach(id -> assertAbsent(node, id));
        assertThat(node.save(late)).isEqualTo(SaveResult.ENDED);
        assertThat(found(node, USER, bob)).containsExactly(ofBob);
        assertThat(node.deleteByIndex(USER, ann)).isZero();
    }

    @Test
    @LookAt("A session was ended by a value that it no longer has: is deleteIndexed conditional on the value?")
    void aSessionThatHasAnotherUserByNowIsNotEnded() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        assertThat(found(node, USER, ann)).containsExactly(id);
        Session session = found(node, id);
        session.setAttribute(USER, bob);
        node.save(session);

        assertThat(node.deleteByIndex(USER, ann)).isZero();
        assertThat(found(node, USER, bob)).containsExactly(id);
    }

    /** Between the query of an index and the delete. */
    @Test
    @LookAt("A session was deleted by a value that it no longer has, or not by its present one: is "
            + "deleteIndexed conditional on the value, in one step with the delete?")
    void aSessionThatHasAnotherValueByNowIsNotDeletedByTheOld() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        SessionIndexes indexes = newClient().capability(SessionIndexes.class).orElseThrow();
        String ofAnn = storedUser(id);
        Session session = found(node, id);
        session.setAttribute(USER, bob);
        node.save(session);
        String ofBob = storedUser(id);

        assertThat(indexes.deleteIndexed(id, USER, ofAnn, now())).isEmpty();

        assertThat(found(node, id).attribute(USER)).contains(bob);
        assertThat(indexes.deleteIndexed(id, USER, ofBob, now())).isPresent();
        assertAbsent(node, id);
        assertThat(indexes.deleteIndexed(id, USER, ofBob, now())).isEmpty();
    }

    @Test
    @LookAt("A session that got another id meanwhile was not deleted, or by a value that it does not have: "
            + "does deleteIndexed follow the tombstone of a rename?")
    void aSessionThatGotAnotherIdIsDeletedUnderIt() {
        SessionStore node = indexedNode();
        String id = stored(node, Map.of(USER, ann));
        SessionIndexes indexes = newClient().capability(SessionIndexes.class).orElseThrow();
        String ofAnn = storedUser(id);
        Session session = found(node, id);
        String newId = node.changeId(session);
        node.save(session);

        assertThat(indexes.deleteIndexed(id, USER, bob, now())).isEmpty();
        assertThat(found(node, newId).attribute(USER)).contains(ann);
        assertThat(indexes.deleteIndexed(id, USER, ofAnn, now()).map(SessionRecord::id))
                .contains(newId);

        assertAbsent(node, newId);
    }
}
