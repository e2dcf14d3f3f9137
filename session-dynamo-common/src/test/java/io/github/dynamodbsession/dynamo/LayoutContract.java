package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.testkit.StorageClientContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every table layout must do, asked of the steps over an engine of DynamoDB: all promises about sessions, the same
 * results as the reference for each change of each state, and what only the items themselves show. To be extended by the
 * tests of each layout.
 */
abstract class LayoutContract {

    private static final String PREFIX = "shop:";
    private static final String OTHER_PREFIX = "shop:b:";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final Duration DELAY = Duration.ofHours(1);

    private static @Nullable TestTable table;

    /** The layout, as an application chooses it. */
    abstract LayoutChoice choice();

    /** The maximum size of a session; empty if a subclass asks about it itself, since its values are stored larger here. */
    OptionalLong sizeLimit() {
        return OptionalLong.of(layout().sizes(session(newId(), NOW, "t1")).limit());
    }

    @BeforeAll
    static void nameTable() {
        table = new TestTable(DynamoDbEndpoint.shared());
    }

    @AfterAll
    static void deleteTable() {
        Objects.requireNonNull(table).delete();
    }

    private DynamoOptions options(String prefix) {
        Duration timeout = Duration.ofSeconds(10);
        return new DynamoOptions(
                choice(),
                Objects.requireNonNull(table).name(),
                prefix,
                "key",
                true,
                true,
                null,
                false,
                4,
                null,
                null,
                timeout,
                timeout.multipliedBy(2),
                timeout.multipliedBy(3),
                null,
                List.of());
    }

    private StorageClient client(String prefix) {
        return new DynamoStorageClient(options(prefix), new JsonTransport(DynamoDbEndpoint.shared()), () -> {});
    }

    private TableLayout layout() {
        return options(PREFIX).tableLayout();
    }

    private static Answer ask(Request request) {
        return new JsonTransport(DynamoDbEndpoint.shared())
                .call(request, TestOptions.with(false, false).firstRound())
                .answer();
    }

    private Map<String, Value> item(String id) {
        return Objects.requireNonNull(((Answer.Item) ask(layout().get(id, true))).item(), "no item");
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static SessionTimes times(Instant begin) {
        return new SessionTimes(begin, begin, INTERVAL, begin.plus(INTERVAL));
    }

    private static SessionRecord session(String id, Instant begin, String token) {
        return new SessionRecord(id, times(begin), Map.of("user", EncodedValue.text("\"ann\"")), token);
    }

    @Nested
    class Promises extends StorageClientContract {

        @Override
        protected StorageClient newClient() {
            return client(PREFIX);
        }

        @Override
        protected Optional<StorageClient> newClientOfAnotherNamespace() {
            return Optional.of(client(OTHER_PREFIX));
        }

        @Override
        protected OptionalLong sizeLimit() {
            return LayoutContract.this.sizeLimit();
        }
    }

    /** What is stored under an id before a change. */
    private enum State {
        NONE,
        LIVING,
        CHANGED,
        TOUCHED,
        EXPIRED,
        DELETED,
        RENAMED;

        void establish(StorageClient client, String id) {
            Instant begin = this == EXPIRED ? NOW.minus(INTERVAL) : NOW.minusSeconds(60);
            if (this != NONE) {
                client.put(new Change.Create(session(id, begin, "t1")), begin);
            }
            switch (this) {
                case CHANGED -> client.put(update(id, "t4", 1, null), NOW.minusSeconds(30));
                case TOUCHED -> client.setExpires(id, touch(NOW.minusSeconds(30)), NOW.minusSeconds(30));
                case DELETED -> client.delete(id, NOW.minusSeconds(30));
                case RENAMED -> Operation.REPEATED_RENAME.apply(client, id);
                case NONE, LIVING, EXPIRED -> {}
            }
        }
    }

    private static TimesChange touch(Instant at) {
        return new TimesChange(INTERVAL, at, INTERVAL, at.plus(INTERVAL));
    }

    private static Change.Update update(String id, String token, int attributes, @Nullable TimesChange times) {
        Map<String, EncodedValue> set = new HashMap<>();
        for (int i = 0; i < attributes; i++) {
            set.put("name-" + i, EncodedValue.binary(new byte[] {(byte) i}));
        }
        return new Change.Update(id, new AttributeChanges(set, Set.of("user")), times, token);
    }

    /** An operation of the port, and its result. */
    private enum Operation {
        CREATE {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(new Change.Create(session(id, NOW, "t5")), NOW);
            }
        },
        REPEATED_CREATE {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(new Change.Create(session(id, NOW.minusSeconds(60), "t1")), NOW);
            }
        },
        UPDATE {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(update(id, "t5", 2, null), NOW);
            }
        },
        REPEATED_UPDATE {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(update(id, "t4", 1, null), NOW);
            }
        },
        UPDATE_WITH_TIMES {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(update(id, "t5", 1, touch(NOW)), NOW);
            }
        },
        UPDATE_WITH_OLDER_TIMES {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(update(id, "t5", 1, touch(NOW.minusSeconds(45))), NOW);
            }
        },
        UPDATE_OF_2000_ATTRIBUTES {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(update(id, "t5", 2000, null), NOW);
            }
        },
        UPDATE_OF_AN_INDEX {
            @Override
            Object apply(StorageClient client, String id) {
                IndexChanges indexed = new IndexChanges(Map.of("user", "ann"), Set.of("other"));
                return client.put(
                        new Change.Update(
                                id,
                                AttributeChanges.none(),
                                indexed,
                                null,
                                "t5",
                                Collections.emptyNavigableSet(),
                                Set.of("t3"),
                                null),
                        NOW);
            }
        },
        RENAME {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(new Change.Rename(id, "t1", session(id + "-next", NOW, "t5")), NOW);
            }
        },
        REPEATED_RENAME {
            @Override
            Object apply(StorageClient client, String id) {
                SessionRecord moved = session(id + "-moved", NOW.minusSeconds(60), "t2");
                return client.put(new Change.Rename(id, "t1", moved), NOW);
            }
        },
        RENAME_BY_AN_OLD_TOKEN {
            @Override
            Object apply(StorageClient client, String id) {
                return client.put(new Change.Rename(id, "t0", session(id + "-next", NOW, "t5")), NOW);
            }
        },
        TOUCH {
            @Override
            Object apply(StorageClient client, String id) {
                return client.setExpires(id, touch(NOW), NOW);
            }
        },
        OLDER_TOUCH {
            @Override
            Object apply(StorageClient client, String id) {
                return client.setExpires(id, touch(NOW.minusSeconds(45)), NOW);
            }
        },
        TOUCH_OF_ANOTHER_INTERVAL {
            @Override
            Object apply(StorageClient client, String id) {
                return client.setExpires(id, new TimesChange(Duration.ofMinutes(1), NOW, INTERVAL, null), NOW);
            }
        },
        TOUCH_WITHOUT_AN_END {
            @Override
            Object apply(StorageClient client, String id) {
                return client.setExpires(id, new TimesChange(INTERVAL, NOW, Duration.ZERO, null), NOW);
            }
        },
        DELETE {
            @Override
            Object apply(StorageClient client, String id) {
                return client.delete(id, NOW);
            }
        };

        abstract Object apply(StorageClient client, String id);
    }

    @TestFactory
    Stream<DynamicTest> everyOperationOnEveryStateEndsAsOnTheReference() {
        return Stream.of(State.values()).flatMap(state -> Stream.of(Operation.values())
                .map(operation -> DynamicTest.dynamicTest(
                        operation + " on " + state, () -> endsAsOnTheReference(state, operation))));
    }

    private void endsAsOnTheReference(State state, Operation operation) {
        String id = newId();
        try (StorageClient client = client(PREFIX);
                StorageClient reference = InMemoryStorageClient.create()) {
            client.init();
            state.establish(client, id);
            state.establish(reference, id);

            Object result = whole(client, operation.apply(client, id));

            assertThat(result).isEqualTo(operation.apply(reference, id));
            for (String each : List.of(id, id + "-next", id + "-moved")) {
                assertThat(whole(client, client.get(each, NOW))).as(each).isEqualTo(reference.get(each, NOW));
            }
            assertThat(whole(client, operation.apply(client, id)))
                    .as("once more")
                    .isEqualTo(operation.apply(reference, id));
        }
    }

    /** An answer as if nothing were stored apart. */
    private static Object whole(StorageClient client, Object answer) {
        if (answer instanceof SessionRecord session) {
            SessionRecord loaded = session.with(
                    client.capability(AttributeLoading.class).orElseThrow().load(session, session.unloaded()));
            return new SessionRecord(
                    loaded.id(), loaded.times(), loaded.attributes(), loaded.indexed(), loaded.history());
        }
        if (answer instanceof PutResult.Stale stale) {
            return PutResult.stale((SessionRecord) whole(client, stale.current()));
        }
        return answer instanceof Optional<?> optional ? optional.map(each -> whole(client, each)) : answer;
    }

    @Test
    void aSessionIsReadAsItWasStored() {
        String id = newId();
        Map<String, EncodedValue> attributes = Map.of(
                "",
                EncodedValue.text("{}"),
                "\\a.\"#:",
                EncodedValue.binary(new byte[] {1, 2}),
                "é",
                EncodedValue.text(""));
        for (SessionTimes times : List.of(times(NOW), new SessionTimes(NOW, NOW, Duration.ofSeconds(-1), null))) {
            SessionRecord session = new SessionRecord(
                    id, times, attributes, Map.of("user", "ann"), WriteHistory.of("t3", List.of("t2", "t3"), "t1"));
            try (StorageClient client = client(PREFIX)) {
                client.init();
                LayoutWrite.InPlace create = layout().create(session, NOW);
                create.first().forEach(LayoutContract::ask);
                Map<String, Value> item = ((Request.PutItem) create.request()).item();

                assertThat(whole(client, layout().read(item))).isEqualTo(session);
            }
            assertThat(layout().sizes(session).attributes().keySet()).isEqualTo(attributes.keySet());
        }
    }

    @Test
    void theSizeOfASessionIsThatOfItsItem() {
        String id = newId();
        try (StorageClient client = client(PREFIX)) {
            client.init();
            client.put(new Change.Create(session(id, NOW, "t1")), NOW);
            client.put(update(id, "t2", 20, null), NOW);
            SessionRecord session = client.get(id, NOW).orElseThrow();
            List<Map<String, Value>> apart = apartOf(session);
            long total = ItemSize.of(item(id))
                    + apart.stream().mapToLong(ItemSize::of).sum();

            assertThat(layout().sizes(session).total()).isBetween(total, total + 10 + 64L * apart.size());
        }
    }

    private List<Map<String, Value>> apartOf(SessionRecord session) {
        List<Map<String, Value>> keys = List.copyOf(layout().keysOfApart(session, session.unloaded()));
        return keys.isEmpty()
                ? List.of()
                : ((Answer.Items) ask(new Request.BatchGetItem(
                                Objects.requireNonNull(table).name(), keys, true)))
                        .items();
    }

    @Test
    void onlyReservedNamesAreUsed() {
        String id = newId();
        try (StorageClient client = client(PREFIX)) {
            client.init();
            SessionRecord session = new SessionRecord(
                    id,
                    times(NOW),
                    Map.of("user", EncodedValue.text("")),
                    Map.of("user", "ann"),
                    WriteHistory.of("t3", List.of("t2", "t3"), "t1"));
            client.put(new Change.Create(session), NOW);
            assertReserved(item(id));
            client.put(new Change.Rename(id, "t3", session(id + "-next", NOW, "t4")), NOW);
            assertReserved(item(id));
            client.delete(id, NOW);
            assertReserved(item(id + "-next"));
        }
        Request.UpdateItem claim = (Request.UpdateItem) layout().claimRound(NOW, INTERVAL);
        claim.expression().names().values().forEach(name -> assertThat(layout().reserves(name))
                .isTrue());
        assertThat(layout().reserves(layout().keyAttribute())).isFalse();
    }

    private void assertReserved(Map<String, Value> item) {
        assertThat(item.keySet())
                .contains(layout().keyAttribute())
                .allMatch(name -> name.equals(layout().keyAttribute()) || layout().reserves(name));
    }

    @Test
    void noIdReachesAnInternalItemOrAnotherPrefix() {
        String key = layout().keyAttribute();
        Map<String, Value> internal = ((Request.UpdateItem) layout().claimRound(NOW, INTERVAL)).key();
        Map<String, Value> foreign =
                options(OTHER_PREFIX).tableLayout().get("abc", true).key();

        assertThat(((Value.S) internal.get(key)).content()).startsWith(PREFIX);
        assertThat(layout().idOf(internal)).isEmpty();
        assertThat(layout().idOf(foreign)).isEmpty();
        assertThat(layout().idOf(Map.of(key, Value.N.of(1)))).isEmpty();
        assertThat(layout().idOf(layout().get("abc", true).key())).contains("abc");
        assertThatIllegalArgumentException().isThrownBy(() -> layout().get("b:abc", true));
    }

    /** As the DynamoDB Developer Guide asks of it: "Time to Live". */
    @Test
    void theTimeToLiveIsInWholeSecondsAndNeverEndsBeforeTheSession() {
        String ttl = layout().ttlAttribute().orElse(null);
        SessionRecord session = session("abc", NOW, "t1");
        SessionRecord endless = session.withTimes(new SessionTimes(NOW, NOW, Duration.ZERO, null));
        TableLayout delayed = layout().withRemovalDelay(DELAY);

        if (ttl == null) {
            assertThat(delayed.ttlAttribute()).isEmpty();
        } else {
            Instant expiry = NOW.plus(INTERVAL);
            assertThat(timeToLive(layout(), ttl, session)).isBetween(expiry, expiry.plusMillis(999));
            assertThat(timeToLive(delayed, ttl, session))
                    .isBetween(expiry.plus(DELAY), expiry.plus(DELAY).plusMillis(999));
            assertThat(((Request.PutItem) delayed.create(endless, NOW).request()).item())
                    .doesNotContainKey(ttl);
        }
    }

    private static Instant timeToLive(TableLayout layout, String ttl, SessionRecord session) {
        Value value =
                ((Request.PutItem) layout.create(session, NOW).request()).item().get(ttl);
        return Instant.ofEpochSecond(Long.parseLong(((Value.N) Objects.requireNonNull(value)).content()));
    }

    @Test
    void whatIsReapedLeavesATombstoneWhileItsCreateMayArriveLate() {
        try (StorageClient client = client(PREFIX + newId() + ":")) {
            client.init();
            Instant end = NOW.plus(INTERVAL);
            SessionTimes young = new SessionTimes(
                    end.minusSeconds(60), end.minusSeconds(60), Duration.ofSeconds(1), end.minusSeconds(59));
            SessionRecord old = session("old", NOW.minus(Tombstone.MAX_DELAY), "t1");
            SessionRecord late = session("young", NOW, "t1").withTimes(young);
            client.put(new Change.Create(old), NOW);
            client.put(new Change.Create(late), end.minusSeconds(60));

            assertThat(client.deleteExpired(end, removed -> {}).removed()).isEqualTo(2);

            assertThat(client.put(new Change.Create(late), end)).hasToString("Gone[]");
            assertThat(client.get("young", end)).isEmpty();
            assertThat(client.deleteExpired(end, removed -> {}).removed()).isZero();
        }
    }
}
