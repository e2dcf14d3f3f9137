package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.storage.ReapResult;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.proxy.Call;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans of the whole table: pages of two, segments in parallel, and faults of DynamoDB. */
abstract class SweepTests extends AdapterTests {

    private static final Duration TTL = Duration.ofMinutes(10);

    private final List<CallListener.Made> notified = new CopyOnWriteArrayList<>();
    private FaultProxy proxy;

    SweepTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private DynamoStorageBuilder<?> pagesOfTwo() {
        return creating(proxy.endpoint()).pageSize(2).scanSegments(3).callListener(notified::add);
    }

    private SessionStore store(DynamoStorageBuilder<?> storage) {
        return storeOn(storage).ttl(TTL).build();
    }

    private static List<String> sessions(SessionStore store, int number) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Session session = store.create();
            session.setAttribute("number", i);
            store.save(session);
            ids.add(session.id());
        }
        return ids;
    }

    private long items() {
        return ask("Scan", "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true}")
                .get("Count")
                .getAsLong();
    }

    private List<JsonObject> sent(String operation) {
        return proxy.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(Call::body)
                .map(body -> JsonParser.parseString(body).getAsJsonObject())
                .toList();
    }

    @Test
    void inPagesOfTwoEverythingIsListedCountedReapedAndRemoved() {
        try (SessionStore store = store(pagesOfTwo())) {
            sessions(store, 9);
            clock.advance(TTL.multipliedBy(2));
            List<String> living = sessions(store, 11);

            assertThat(store.sessions()).extracting(Session::id).containsExactlyInAnyOrderElementsOf(living);
            assertThat(store.count()).isEqualTo(11);
            assertThat(store.reap().removed()).isEqualTo(9);
            assertThat(items()).isEqualTo(11);
            assertThat(store.deleteAllSessionsOfEveryUser().removed()).isEqualTo(11);
            assertThat(store.sessions()).isEmpty();
            assertThat(store.count()).isZero();
            assertThat(items()).isEqualTo(11);
            clock.advance(Tombstone.MAX_DELAY.plusMinutes(1));
            assertThat(store.reap().removed()).isZero();
            assertThat(items()).isZero();
        }
    }

    /** A session whose id changes between the scan and its delete is deleted under the new one. */
    @Test
    void aSessionWhoseIdChangesWhileAllAreRemovedIsRemovedToo() {
        try (SessionStore store = store(pagesOfTwo())) {
            String id = sessions(store, 1).get(0);
            Session session = store.find(id).orElseThrow();
            String newId = store.changeId(session);
            try (SessionStore other = storeOn(creating(engine())).ttl(TTL).build()) {
                proxy.beforeForward("PutItem", 1, call -> other.save(session));

                assertThat(store.deleteAllSessionsOfEveryUser().removed()).isEqualTo(1);
            }
            assertThat(store.find(id)).isEmpty();
            assertThat(store.find(newId)).isEmpty();
        }
    }

    @Test
    void aReapScansSegmentsSideBySideAndDeletesOnACondition() {
        try (SessionStore store = store(pagesOfTwo())) {
            sessions(store, 6);
            clock.advance(TTL.multipliedBy(2));
            proxy.forget();

            store.reap();

            assertThat(sent("Scan")).allSatisfy(scan -> {
                assertThat(scan.get("TotalSegments").getAsInt()).isEqualTo(3);
                assertThat(scan.get("Limit").getAsInt()).isEqualTo(2);
                assertThat(scan.has("FilterExpression")).isTrue();
                assertThat(scan.has("ProjectionExpression")).isTrue();
            });
            assertThat(sent("Scan").stream().map(scan -> scan.get("Segment").getAsInt()))
                    .contains(0, 1, 2);
            assertThat(sent("DeleteItem")).hasSize(6).allSatisfy(delete -> assertThat(delete.has("ConditionExpression"))
                    .isTrue());
        }
    }

    @Test
    void theReadUnitsOfASweepAreBounded() {
        try (SessionStore store = store(
                creating(proxy.endpoint()).scanReadUnits(20).scanSegments(2).callListener(notified::add))) {
            sessions(store, 60);
            notified.clear();
            long start = System.nanoTime();

            assertThat(store.count()).isEqualTo(60);

            Duration took = Duration.ofNanos(System.nanoTime() - start);
            // There is no pause after the last page of each segment, whichever these are.
            double[] units = notified.stream()
                    .mapToDouble(CallListener.Made::readUnits)
                    .sorted()
                    .toArray();
            assertThat(units).hasSizeGreaterThan(2);
            double followed = Arrays.stream(units).limit(units.length - 2).sum();
            assertThat(followed).isPositive();
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis((long) (followed / 20 * 1000) - 50));
        }
    }

    @Test
    void throttledScansAndDeletesAreAskedAgain() {
        try (SessionStore store = store(pagesOfTwo())) {
            sessions(store, 5);
            clock.advance(TTL.multipliedBy(2));
            proxy.fault("Scan", 3, Fault.THROTTLE);
            proxy.fault("DeleteItem", 3, Fault.THROTTLE);

            assertThat(store.reap().removed()).isEqualTo(5);
        }
    }

    @Test
    void aScanThatStaysThrottledFailsTheRoundAndTheNextOneGoesOn() {
        try (SessionStore store = store(pagesOfTwo())) {
            sessions(store, 5);
            clock.advance(TTL.multipliedBy(2));
            proxy.fault("Scan", FaultProxy.ALWAYS, Fault.THROTTLE);

            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(store::reap)
                    .withMessageContaining("Scan")
                    .satisfies(e -> assertThat(e.isRetryable()).isTrue());
            assertThatExceptionOfType(SessionStorageException.class).isThrownBy(store::count);
            assertThatExceptionOfType(SessionStorageException.class)
                    .isThrownBy(() -> store.sessions().count());
            proxy.heal();

            assertThat(store.reap().removed()).isEqualTo(5);
        }
    }

    @Test
    void twoApplicationsInOneTableCleanUpAndRemoveTheirOwnOnly() {
        try (SessionStore shop = store(pagesOfTwo().keyPrefix("shop:"));
                SessionStore blog = store(pagesOfTwo().keyPrefix("shop:blog:"));
                SessionStore bare = store(pagesOfTwo().keyPrefix(""))) {
            for (SessionStore each : List.of(shop, blog, bare)) {
                sessions(each, 3);
            }
            clock.advance(TTL.multipliedBy(2));
            for (SessionStore each : List.of(shop, blog, bare)) {
                sessions(each, 4);
            }

            assertThat(shop.reap().removed()).isEqualTo(3);
            assertThat(items()).isEqualTo(18);
            for (SessionStore each : List.of(shop, blog, bare)) {
                assertThat(each.count()).isEqualTo(4);
                assertThat(each.sessions()).hasSize(4);
            }
            assertThat(bare.deleteAllSessionsOfEveryUser().removed()).isEqualTo(4);
            assertThat(shop.deleteAllSessionsOfEveryUser().removed()).isEqualTo(4);
            assertThat(blog.count()).isEqualTo(4);
        }
    }

    /** With a listener for ends, time to live is only the fallback. */
    @Test
    void theTimeToLiveCarriesADaysGraceWhereTheEndOfSessionsIsAnnounced() {
        SessionListener listener = new SessionListener() {};
        try (SessionStore silent = storeOn(pagesOfTwo()).ttl(TTL).build();
                SessionStore announcing = SessionStore.builder(pagesOfTwo().build())
                        .clock(clock)
                        .ttl(TTL)
                        .cleanupInterval(Duration.ofDays(1))
                        .listener(listener)
                        .build()) {
            Session first = silent.create();
            silent.save(first);
            Session second = announcing.create();
            announcing.save(second);

            long longestDelay = Tombstone.MAX_DELAY.toSeconds();
            assertThat(secondsOfGrace(first.id())).isBetween(longestDelay, longestDelay + 1);
            assertThat(secondsOfGrace(second.id())).isBetween(86_400L, 86_401L);
            clock.advance(Duration.ofMinutes(2));
            announcing.save(announcing.find(first.id()).orElseThrow());
            assertThat(secondsOfGrace(first.id())).as("after a touch").isBetween(86_400L, 86_401L);
        }
    }

    private long secondsOfGrace(String id) {
        JsonObject item = ask(
                        "GetItem",
                        "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true,\"Key\":{\"id\":{\"S\":\"session:"
                                + id + "\"}}}")
                .getAsJsonObject("Item");
        long expires = item.getAsJsonObject("expires").get("N").getAsLong();
        long expiresAt = item.getAsJsonObject("expiresAt").get("N").getAsLong();
        return expires - expiresAt / 1000;
    }

    /** By the reaper's own thread and the system's clock. */
    @Test
    void theCleanUpLeavesNothingExpiredAndAnnouncesEachOnce() throws InterruptedException {
        List<String> ended = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(4);
        SessionListener notes = new SessionListener() {
            @Override
            public void onEnded(Session session, EndCause cause) {
                ended.add(cause + " " + session.id());
                all.countDown();
            }
        };
        try (SessionStore first = cleaning(notes);
                SessionStore second = cleaning(notes)) {
            List<String> ids = sessions(first, 2);
            ids.addAll(sessions(second, 2));

            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();

            assertThat(ended)
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().map(id -> EndCause.EXPIRY + " " + id).toList());
            List<String> left = new ArrayList<>(List.of("session:reap:"));
            ids.forEach(id -> left.add("session:" + id));
            assertThat(keys()).as("with tombstones of the young").containsExactlyInAnyOrderElementsOf(left);
            assertThat(first.count()).isZero();
        }
    }

    private SessionStore cleaning(SessionListener listener) {
        return SessionStore.builder(creating(engine()).build())
                .ttl(Duration.ofMillis(500))
                .cleanupInterval(Duration.ofMillis(300))
                .listener(listener)
                .build();
    }

    private List<String> keys() {
        JsonArray items = ask("Scan", "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true}")
                .getAsJsonArray("Items");
        List<String> keys = new ArrayList<>();
        for (JsonElement item : items) {
            keys.add(item.getAsJsonObject().getAsJsonObject("id").get("S").getAsString());
        }
        return keys;
    }

    /** Two concurrent removals: the answer of one is lost, and listeners are notified once. */
    @Test
    void aSessionWhoseRemovalsAnswerIsLostIsNeverAnnouncedTwice() {
        List<String> ended = new ArrayList<>();
        SessionListener notes = new SessionListener() {
            @Override
            public void onEnded(Session session, EndCause cause) {
                ended.add(session.id());
            }
        };
        try (SessionStore store = storeOn(pagesOfTwo()).ttl(TTL).listener(notes).build()) {
            List<String> ids = sessions(store, 3);
            clock.advance(TTL.multipliedBy(2));
            proxy.fault("DeleteItem", 1, Fault.LOST_REPLY);

            ReapResult result = store.reap();
            store.reap();

            assertThat(result.removed()).isEqualTo(2);
            assertThat(ended).hasSize(2).isSubsetOf(ids).doesNotHaveDuplicates();
            assertThat(items()).isZero();
        }
    }
}
