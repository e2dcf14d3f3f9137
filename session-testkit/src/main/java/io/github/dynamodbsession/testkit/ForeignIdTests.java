package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.SessionIds;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promise 13: ids that come from outside. */
@Asks(Promise.NOBODY_ELSES)
abstract class ForeignIdTests extends PromiseTests {

    ForeignIdTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("An id that cannot be one found something, or was passed on: does the storage answer for what is "
            + "not a key of its own?")
    void whatCannotBeAnIdFindsNothingAndTheStorageIsNotAsked() {
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = nodeOn(client).build();

        for (String outside : List.of(
                "",
                " ",
                "a b",
                "a:b",
                "a/b",
                "../a",
                "a\\b",
                "a#b",
                "a*",
                "a%2Fb",
                "a\u0000b",
                "a\nb",
                "é",
                "😀",
                "\"",
                "'",
                "x".repeat(SessionIds.MAX_LENGTH + 1))) {
            assertThat(node.find(outside)).isEmpty();
            assertThat(node.delete(outside)).isFalse();
        }

        assertThat(client.calls(Operation.GET)).isZero();
        assertThat(client.calls(Operation.DELETE)).isZero();
    }

    @Test
    @LookAt("An id that is allowed did not work: does the key hold 256 characters, and every one of A-Z a-z "
            + "0-9 - . _ ~ as it is?")
    void everyCharacterAndLengthOfAnIdThatIsAllowedWorks() {
        StorageClient client = newClient();
        String start = newId();
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        for (String id : List.of(start + all, longest(start), "." + start, start + ".", "~" + start + "..")) {
            SessionRecord session =
                    created(client, new SessionRecord(id, timesOf(TTL), texts("name", VALUE), newToken()));
            assertThat(stored(client, id)).isEqualTo(session);
            assertThat(whole(client, client.delete(id, now()))).hasValue(session);
        }
    }

    @Test
    @LookAt("Two ids were taken for one: is the key compared without regard to case, trimmed, or by its "
            + "beginning (a collation, a file system)?")
    void idsThatDifferInCaseOrByOneCharacterAreDifferent() {
        SessionStore node = newNode();
        StorageClient client = newClient();
        String id = "abc-" + newId();
        created(client, new SessionRecord(id, timesOf(TTL), texts(), newToken()));

        for (String other : List.of("ABC" + id.substring(3), id + ".", id.substring(1), id + "-" + id)) {
            assertThat(node.find(other)).isEmpty();
        }
    }

    @Test
    @LookAt("A session began under an id that came from outside: does a read of what is not there create it?")
    void anIdThatAClientMadeUpIsNeverThatOfANewSession() {
        SessionStore node = newNode();
        String madeUp = newId();
        assertThat(node.find(madeUp)).isEmpty();

        Session session = node.create();
        node.save(session);

        assertThat(session.id()).isNotEqualTo(madeUp);
        assertThat(attributes(node, session.id())).isEqualTo(Map.of());
        assertThat(SessionIds.isValid(session.id())).isTrue();
    }

    private static String longest(String start) {
        return start + "x".repeat(SessionIds.MAX_LENGTH - start.length());
    }
}
