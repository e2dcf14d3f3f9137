package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise 10, if the storage has a limit. */
@Asks(Promise.TOO_LARGE)
abstract class SizeLimitTests extends PromiseTests {

    private long limit;

    SizeLimitTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereThereIsALimit() {
        limit = contract().sizeLimit().orElse(0);
        assumeTrue(limit > 0, "this storage has no limit on a session's size: sizeLimit() is empty");
    }

    @Test
    @LookAt("A session over the limit was stored, or refused otherwise: is SessionTooLargeException thrown "
            + "with size, limit and the largest attributes, before anything is written, and is sizeLimit() right?")
    void aNewSessionThatIsTooLargeIsRefusedAndNothingIsStored() {
        SessionStore node = newNode();
        Session session = node.create();
        session.setAttribute("small", 1);
        session.setAttribute("large", bytes(limit));
        session.setAttribute("largest", bytes(limit + 1000));

        assertRefused(node, session, "largest", "large");

        assertAbsent(node, session.id());
    }

    @Test
    @LookAt("A change over the limit was stored, or spoiled what was there: is the size of the whole session "
            + "asked before the write, or does a refused write change nothing?")
    void aChangeThatMakesASessionTooLargeIsRefusedAndWhatWasStoredStays() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        String id = stored(node, Map.of("name", VALUE));
        SessionRecord before = stored(client, id);
        Session session = found(node, id);
        session.setAttribute("name", "changed");
        session.setAttribute("large", bytes(limit));

        assertRefused(node, session, "large");

        assertThat(stored(client, id)).isEqualTo(before);
    }

    @Test
    @LookAt("A small change to a full session was not refused by naming what is large: are the attributes "
            + "that are stored already counted and named, not those of the change alone?")
    void aSmallChangeToAFullSessionIsRefusedAndNamesWhatIsLargeInIt() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        String id = stored(node, Map.of("first", bytes(limit / 2), "second", bytes(limit * 2 / 5)));
        SessionRecord before = stored(client, id);
        Session session = found(node, id);
        session.setAttribute("third", bytes(limit / 5));

        assertRefused(node, session, "first", "second", "third");

        assertThat(stored(client, id)).isEqualTo(before);
    }

    @Test
    @LookAt("An id change over the limit left something, or took something away: is the size asked before "
            + "either of its writes?")
    void anIdChangeThatMakesASessionTooLargeIsRefusedAndWhatWasStoredStays() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        String id = stored(node, Map.of("first", bytes(limit * 3 / 5)));
        SessionRecord before = stored(client, id);
        Session session = found(node, id);
        session.setAttribute("second", bytes(limit / 2));
        node.changeId(session);

        assertRefused(node, session, "first", "second");

        assertThat(stored(client, id)).isEqualTo(before);
        assertAbsent(node, session.id());
    }

    @Test
    @LookAt("A session that was refused for its size could not be saved with less in it: is something left "
            + "by the attempt that was refused?")
    void aSessionThatWasRefusedCanBeSavedWithLessInIt() {
        SessionStore node = newNode();
        Session session = node.create();
        session.setAttribute("large", bytes(limit));
        session.setAttribute("name", VALUE);
        assertRefused(node, session, "large");

        session.removeAttribute("large");

        assertThat(node.save(session)).isEqualTo(SaveResult.CREATED);
        assertThat(attributes(node, session.id())).isEqualTo(Map.of("name", VALUE));
    }

    @Test
    @LookAt("A session that nearly fills the limit was refused: is sizeLimit() right, and is the room small "
            + "that tokens, times and tombstones take?")
    void aSessionThatNearlyFillsTheLimitWorks() {
        SessionStore node = newNode();
        byte[] large = bytes(limit * 9 / 10);
        String id = stored(node, Map.of("large", large));
        Session session = found(node, id);
        session.setAttribute("name", VALUE);
        node.changeId(session);

        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);

        assertThat(found(node, session.id()).attribute("large", byte[].class)).hasValue(large);
    }

    private void assertRefused(SessionStore node, Session session, String... largestFirst) {
        SessionTooLargeException e = catchThrowableOfType(SessionTooLargeException.class, () -> node.save(session));
        assertThat(e).as("what a session over the limit is answered").isNotNull();
        assertThat(e.isRetryable()).isFalse();
        assertThat(e.limit()).isEqualTo(limit);
        assertThat(e.size()).isGreaterThan(limit);
        assertThat(e.largestAttributes().keySet()).startsWith(largestFirst);
        assertThat(e.getMessage())
                .contains(Long.toString(limit), Long.toString(e.size()))
                .contains(largestFirst)
                .doesNotContain(session.id());
        assertThat(session.isEnded()).isFalse();
    }

    private static byte[] bytes(long size) {
        byte[] bytes = new byte[Math.toIntExact(size)];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
