package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Promise 5, as the port has to keep it. */
@Asks(Promise.TOUCH)
abstract class TouchPortTests extends PromiseTests {

    private static final Duration OTHER = TTL.multipliedBy(2);

    TouchPortTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("Times did not come back as they were given, or something else changed: are they kept in "
            + "milliseconds, no expiry as none, and nothing else written?")
    void newTimesAreStoredExactlyAndNothingElseIs() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        Instant accessed = now().plusMillis(1_234);

        for (@Nullable
        Instant expiry : new @Nullable Instant[] {accessed.plusMillis(98_765), null, accessed.plus(TTL)}) {
            TimesChange times = new TimesChange(TTL, accessed, TTL, expiry);
            assertThat(client.setExpires(session.id(), times, now())).isTrue();
            assertThat(stored(client, session.id()))
                    .isEqualTo(session.withTimes(session.times().with(times)));
        }
    }

    @Test
    @LookAt("An interval was changed that was not the expected one, or the right change was refused: is "
            + "setExpires conditional on the stored interval?")
    void anIntervalIsChangedOnlyWhereItIsTheExpectedOne() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        Instant accessed = now().plusSeconds(1);
        TimesChange wrong = new TimesChange(OTHER, accessed, OTHER, accessed.plus(OTHER));
        TimesChange right = new TimesChange(TTL, accessed, OTHER, accessed.plus(OTHER));

        assertThat(client.setExpires(session.id(), wrong, now())).isFalse();
        assertThat(stored(client, session.id())).isEqualTo(session);
        assertThat(client.setExpires(session.id(), right, now())).isTrue();
        assertThat(stored(client, session.id()).times())
                .isEqualTo(session.times().with(right));
    }

    @Test
    @LookAt("A touch with an older access was refused or moved times back: where the stored access is later, "
            + "is true the answer, and nothing written?")
    void anOlderAccessIsAsGoodAsWrittenAndMovesNothingBack() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        assertThat(client.setExpires(session.id(), touch(now().plusSeconds(20)), now()))
                .isTrue();
        SessionRecord touched = stored(client, session.id());

        assertThat(client.setExpires(session.id(), touch(now().plusSeconds(19)), now()))
                .isTrue();
        assertThat(stored(client, session.id())).isEqualTo(touched);
    }

    @Test
    @LookAt("A change with times that do not apply was written, in part or whole: are the conditions on "
            + "times and the write of attributes one step, and is stale, with what is there, the answer?")
    void aChangeWithAnOlderAccessOrAnotherIntervalIsStaleAndWritesNothing() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", "old"));
        client.setExpires(session.id(), touch(now().plusSeconds(20)), now());
        SessionRecord current = stored(client, session.id());
        Instant later = now().plusSeconds(30);

        for (TimesChange times :
                List.of(touch(now().plusSeconds(19)), new TimesChange(OTHER, later, OTHER, later.plus(OTHER)))) {
            Change change = new Change.Update(session.id(), setting("name", "new"), times, newToken());
            assertThat(whole(client, client.put(change, now()))).isEqualTo(PutResult.stale(current));
            assertThat(stored(client, session.id())).isEqualTo(current);
        }
    }

    @Test
    @LookAt("A change with times did not write attributes, times and token together: are all three in one write?")
    void aChangeWithTimesThatApplyWritesBoth() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", "old"));
        Instant accessed = now().plusSeconds(7);
        TimesChange times = new TimesChange(TTL, accessed, OTHER, accessed.plus(OTHER));
        String token = newToken();

        assertThat(client.put(new Change.Update(session.id(), setting("name", "new"), times, token), now()))
                .isEqualTo(PutResult.applied());

        SessionRecord stored = stored(client, session.id());
        assertThat(stored.times()).isEqualTo(session.times().with(times));
        assertThat(stored.attributes()).isEqualTo(texts("name", "new"));
        assertThat(stored.writeToken()).isEqualTo(token);
    }

    @Test
    @LookAt("A touch made something where no session was: is setExpires conditional on the session being there?")
    void aTouchOfNoSessionLeavesNothing() {
        StorageClient client = newClient();
        String id = newId();

        assertThat(client.setExpires(id, touch(now()), now())).isFalse();

        assertAbsent(client, id);
        assertThat(client.delete(id, now())).isEmpty();
    }

    @Test
    @LookAt("Of touches at once not the latest access is left: is the comparison of the last access one step "
            + "with the write?")
    void overlappingTouchesLeaveTheLatestAccess() {
        List<StorageClient> nodes = List.of(newClient(), newClient());
        for (int round = 0; round < Overlap.ROUNDS; round++) {
            SessionRecord session = created(nodes.get(0), newRecord("name", VALUE));
            Instant latest = now().plusSeconds(Overlap.THREADS - 1);

            List<Boolean> results = Overlap.of(Overlap.THREADS, (i, others) -> nodes.get(i % nodes.size())
                    .setExpires(session.id(), touch(now().plusSeconds(i)), now()));

            assertThat(results).containsOnly(true);
            assertThat(stored(nodes.get(1), session.id()))
                    .isEqualTo(session.withTimes(session.times().with(touch(latest))));
        }
    }

    private static TimesChange touch(Instant accessed) {
        return new TimesChange(TTL, accessed, TTL, accessed.plus(TTL));
    }
}
