package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Promise 13, where the storage can be shared with others. */
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class NamespaceTests extends PromiseTests {

    private StorageClient others;

    NamespaceTests(StorageClientContract contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereThereAreOthers() {
        Optional<StorageClient> stranger = contract().newClientOfAnotherNamespace();
        assumeTrue(stranger.isPresent(), "this storage knows no other namespace");
        others = stranger.orElseThrow();
        closedLater(others);
        others.init();
    }

    @Test
    void nobodySeesASessionOfOthers() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", "value"));
        String id = session.id();
        Instant accessed = now().plusSeconds(1);
        TimesChange touch = new TimesChange(TTL, accessed, TTL, accessed.plus(TTL));

        assertAbsent(others, id);
        assertThat(others.delete(id, now())).isEmpty();
        assertThat(others.setExpires(id, touch, now())).isFalse();
        assertThat(others.put(new Change.Update(id, setting("name", "theirs"), null, newToken()), now()))
                .isEqualTo(PutResult.gone());
        assertThat(others.put(new Change.Rename(id, session.writeToken(), newRecord()), now()))
                .isEqualTo(PutResult.gone());

        assertThat(stored(client, id)).isEqualTo(session);
    }

    @Test
    void oneIdMayBeThatOfTwoSessions() {
        StorageClient client = newClient();
        SessionRecord ours = created(client, newRecord("name", "ours"));
        SessionRecord theirs =
                created(others, new SessionRecord(ours.id(), timesOf(TTL), texts("name", "theirs"), newToken()));

        assertThat(stored(client, ours.id())).isEqualTo(ours);
        assertThat(stored(others, ours.id())).isEqualTo(theirs);
        assertThat(others.delete(ours.id(), now())).hasValue(theirs);
        assertThat(stored(client, ours.id())).isEqualTo(ours);
    }

    @Test
    void aReapTakesNobodyElsesSessions() {
        StorageClient client = newClient();
        SessionRecord ours = created(client, newRecord(Duration.ofMinutes(1), "name", "ours"));
        SessionRecord theirs = created(others, newRecord(Duration.ofMinutes(1), "name", "theirs"));
        clock.advance(Duration.ofMinutes(1));
        List<SessionRecord> removed = new ArrayList<>();

        client.deleteExpired(now(), removed::add);
        assertThat(removed).contains(ours).doesNotContain(theirs);

        removed.clear();
        others.deleteExpired(now(), removed::add);
        assertThat(removed).contains(theirs).doesNotContain(ours);
    }
}
