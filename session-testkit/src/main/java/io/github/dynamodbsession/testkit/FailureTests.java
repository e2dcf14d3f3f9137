package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Promise 11. */
@Asks(Promise.FAILURES)
abstract class FailureTests extends PromiseTests {

    FailureTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("A failure did not reach its caller, or left the session spoiled: does a later call work, after "
            + "init, get, put, delete and deleteExpired have failed?")
    void aFailureOfTheStorageReachesTheCallerAndTheListener() {
        List<SessionException> told = new ArrayList<>();
        FailingStorageClient client = FailingStorageClient.of(newClient());
        SessionStore node = nodeOn(client)
                .listener(new SessionListener() {
                    @Override
                    public void onFailure(SessionException failure) {
                        told.add(failure);
                    }
                })
                .build();
        String id = stored(node, Map.of());
        Session session = found(node, id);
        session.setAttribute("name", VALUE);
        for (Operation operation : Operation.values()) {
            client.on(operation).failBeforeApplying();
        }

        assertThatThrownBy(() -> node.find(id)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> node.save(session)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> node.delete(id)).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(node::reap).isInstanceOf(SessionStorageException.class);
        assertThatThrownBy(() -> nodeOn(client).init(true).build()).isInstanceOf(SessionStorageException.class);

        assertThat(told).hasSize(4).allSatisfy(e -> assertThat(e.isRetryable()).isTrue());
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, id)).isEqualTo(Map.of("name", VALUE));
    }

    @Test
    @LookAt("A session with a value that cannot be encoded was stored in part: is put called though the "
            + "store did not ask for it?")
    void anAttributeThatCannotBeEncodedIsNamedAndNothingIsStored() {
        SessionStore node = newNode();
        Session begun = node.create();
        begun.setAttribute("name", VALUE);
        begun.setAttribute("bad", new NotSerializable(VALUE));

        assertRefused(node, begun);
        assertAbsent(node, begun.id());

        String id = stored(node, Map.of("name", VALUE));
        Session changed = found(node, id);
        changed.setAttribute("name", "changed");
        changed.setAttribute("bad", new NotSerializable(VALUE));
        assertRefused(node, changed);
        node.changeId(changed);
        assertRefused(node, changed);
        assertThat(attributes(node, id)).isEqualTo(Map.of("name", VALUE));
        assertAbsent(node, changed.id());

        changed.removeAttribute("bad");
        assertThat(node.save(changed)).isEqualTo(SaveResult.RENAMED);
        assertThat(attributes(node, changed.id())).isEqualTo(Map.of("name", "changed"));
    }

    @Test
    @LookAt("A toString shows a session id or a value: what does that of the client, or of what it returns, "
            + "print?")
    void nothingThatIsPrintedShowsAnIdOrAValue() {
        StorageClient client = newClient();
        SessionStore node = nodeOn(client).build();
        Session begun = node.create();
        begun.setAttribute("name", VALUE);
        assertPrintsNoSecret(begun.id(), begun, node, client);
        node.save(begun);
        String id = begun.id();
        Session session = found(node, id);
        assertThat(session.attribute("name")).hasValue(VALUE);
        SessionRecord record = stored(client, id);
        Change.Create create = new Change.Create(newRecord("name", VALUE));
        Change.Update update = new Change.Update(id, setting("name", VALUE), null, newToken());
        Change.Rename rename = new Change.Rename(id, record.writeToken(), newRecord("name", VALUE));
        TimesChange touch = new TimesChange(TTL, now(), TTL, now().plus(TTL));

        assertPrintsNoSecret(id, session, node, client, record, create, update, rename, touch);
        assertPrintsNoSecret(
                id,
                update.attributes(),
                EncodedValue.text(VALUE),
                EncodedValue.binary(VALUE.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                PutResult.stale(record),
                client.get(id, now()),
                client.put(update, now()),
                client.put(rename, now()),
                client.delete(id, now()));
        assertPrintsNoSecret(create.session().id(), create, create.session());
        assertPrintsNoSecret(rename.session().id(), rename, rename.session());
    }

    private static void assertPrintsNoSecret(String id, Object... things) {
        for (Object thing : things) {
            assertThat(thing.toString())
                    .as("what a %s prints", thing.getClass().getSimpleName())
                    .doesNotContain(id)
                    .doesNotContain(VALUE)
                    .doesNotContain(Arrays.toString(VALUE.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    private static void assertRefused(SessionStore node, Session session) {
        assertThatThrownBy(() -> node.save(session))
                .isInstanceOfSatisfying(SessionCodecException.class, e -> {
                    assertThat(e.attributeName()).hasValue("bad");
                    assertThat(e.isRetryable()).isFalse();
                })
                .hasMessageContaining("'bad'")
                .hasMessageContaining(NotSerializable.class.getName())
                .hasMessageNotContaining(VALUE)
                .hasMessageNotContaining(session.id());
    }

    /** No codec can store an object that contains a thread. */
    private static final class NotSerializable {
        private final String value;
        private final Thread thread = Thread.currentThread();

        NotSerializable(String value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return value + " on " + thread.getName();
        }
    }
}
