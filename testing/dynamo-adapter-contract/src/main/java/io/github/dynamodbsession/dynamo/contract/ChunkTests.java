package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.dynamodbsession.core.EndCause;
import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.proxy.Call;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that are larger than their heads: what they cost, and what becomes of their chunks. */
abstract class ChunkTests extends AdapterTests {

    private static final Duration TTL = Duration.ofMinutes(30);
    private static final int KB = 1024;

    /** Attributes of the reference session: some small ones that change, and the bulk. */
    private static final int SMALL = 5;

    private static final int LARGE = 15;

    private final List<CallListener.Made> made = new CopyOnWriteArrayList<>();
    private final List<SessionCodecException> undecodable = new CopyOnWriteArrayList<>();
    private final List<Session> ended = new CopyOnWriteArrayList<>();
    private FaultProxy proxy;
    private SessionStore store;

    ChunkTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
        store = store(creating(proxy.endpoint()));
        forget();
    }

    @AfterEach
    void stop() {
        store.close();
        proxy.close();
    }

    private SessionStore store(DynamoStorageBuilder<?> storage) {
        return storeOn(storage.callListener(made::add))
                .ttl(TTL)
                .listener(new SessionListener() {
                    @Override
                    public void onAttributeUndecodable(SessionCodecException failure) {
                        undecodable.add(failure);
                    }

                    @Override
                    public void onEnded(Session session, EndCause cause) {
                        ended.add(session);
                    }
                })
                .build();
    }

    private void forget() {
        proxy.forget();
        made.clear();
    }

    private List<String> sent() {
        return proxy.calls().stream().map(Call::operation).toList();
    }

    private double written() {
        return made.stream().mapToDouble(CallListener.Made::writeUnits).sum();
    }

    private double read() {
        return made.stream().mapToDouble(CallListener.Made::readUnits).sum();
    }

    private static String text(int number, int size) {
        return (number + "-").repeat(size).substring(0, size);
    }

    private String stored(int size) {
        Session session = store.create();
        for (int i = 0; i < SMALL; i++) {
            session.setAttribute("small" + i, "small" + i);
        }
        for (int i = 0; i < LARGE; i++) {
            session.setAttribute("large" + i, text(i, size / LARGE));
        }
        assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        forget();
        return session.id();
    }

    private void assertWhole(String id, int size) {
        Session session = store.find(id).orElseThrow();
        for (int i = 0; i < LARGE; i++) {
            assertThat(session.attribute("large" + i)).as("large" + i).contains(text(i, size / LARGE));
        }
        assertThat(session.attributeNames()).hasSize(SMALL + LARGE);
        assertThat(undecodable).isEmpty();
    }

    // ---- what it costs ----

    @ParameterizedTest(name = "{0} KB")
    @ValueSource(ints = {1, 4, 16, 64, 1024})
    void whatDoesNotChangeIsNeitherReadNorPaidFor(int kilobytes) {
        String id = stored(kilobytes * KB);

        Session reading = store.find(id).orElseThrow();
        assertThat(reading.attribute("small1")).contains("small1");
        assertThat(reading.attribute("small2")).contains("small2");
        assertThat(reading.attributeNames()).hasSize(SMALL + LARGE);
        assertThat(store.save(reading)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(sent()).containsExactly("GetItem");
        assertThat(read()).isEqualTo(1);

        forget();
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.save(store.find(id).orElseThrow())).isEqualTo(SaveResult.TOUCHED);
        assertThat(written()).isEqualTo(1);

        forget();
        Session changing = store.find(id).orElseThrow();
        changing.setAttribute("small3", "changed");
        assertThat(store.save(changing)).isEqualTo(SaveResult.CHANGED);
        assertThat(written()).isLessThanOrEqualTo(2);
        assertThat(read()).isEqualTo(1);

        forget();
        Session login = store.find(id).orElseThrow();
        login.setAttribute("small4", "ann");
        String newId = store.changeId(login);
        assertThat(store.save(login)).isEqualTo(SaveResult.RENAMED);
        assertThat(written()).isLessThanOrEqualTo(8);
        assertThat(sent()).containsExactly("GetItem", "TransactWriteItems");

        assertWhole(newId, kilobytes * KB);
    }

    @Test
    void oneLargeAttributeIsReadByOneCallAndWrittenAnewOnlyWhenItChanged() {
        String id = stored(64 * KB);

        Session session = store.find(id).orElseThrow();
        assertThat(session.attribute("large3")).contains(text(3, 64 * KB / LARGE));
        assertThat(sent()).containsExactly("GetItem", "BatchGetItem");
        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);

        forget();
        session.setAttribute("large3", text(3, 64 * KB / LARGE));
        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(sent()).isEmpty();

        session.setAttribute("large3", "small now");
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(sent()).containsExactly("UpdateItem");
        assertThat(written()).isLessThanOrEqualTo(2);
        assertThat(store.find(id).orElseThrow().attribute("large3")).contains("small now");

        forget();
        Session other = store.find(id).orElseThrow();
        other.setAttribute("large4", text(40, 4 * KB));
        assertThat(store.save(other)).isEqualTo(SaveResult.CHANGED);
        assertThat(written()).isLessThanOrEqualTo(5 + 2);
        assertThat(store.find(id).orElseThrow().attribute("large4")).contains(text(40, 4 * KB));
        assertThat(store.find(id).orElseThrow().attribute("large5")).contains(text(5, 64 * KB / LARGE));
    }

    @Test
    void aHeadThatOutgrowsItsBoundIsMadeSmallAgain() {
        String id = stored(16 * KB);
        for (int i = 0; i < 60; i++) {
            Session session = store.find(id).orElseThrow();
            session.setAttribute("note" + i, text(i, 100));
            assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
            clock.advance(Duration.ofSeconds(30));
        }
        Session session = store.find(id).orElseThrow();
        for (int i = 0; i < 60; i++) {
            assertThat(session.attribute("note" + i)).contains(text(i, 100));
        }
        forget();
        clock.advance(Duration.ofMinutes(1));
        store.save(store.find(id).orElseThrow());
        assertThat(written()).as("a touch with 60 names more in the head").isLessThanOrEqualTo(3);
    }

    // ---- how long chunks stay ----

    @Test
    void chunksStayAsLongAsTheirSessionAndArePaidForSeldom() {
        String id = stored(64 * KB);
        for (int i = 0; i < 4 * 24 * 3; i++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(store.save(store.find(id).orElseThrow())).isEqualTo(SaveResult.TOUCHED);
            assertChunksOutlive(id);
        }
        assertWhole(id, 64 * KB);
        long prolonged = proxy.calls().stream()
                .filter(call ->
                        call.operation().equals("UpdateItem") && call.body().contains("writtenBy"))
                .count();
        assertThat(prolonged).as("four days, a few chunks").isBetween(3L, 40L);
    }

    @Test
    void anIntervalThatBecomesLongerKeepsTheChunks() {
        String id = stored(64 * KB);
        Session session = store.find(id).orElseThrow();
        session.setMaxInactiveInterval(Duration.ofDays(60));
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);

        assertChunksOutlive(id);
        clock.advance(Duration.ofDays(50));
        Session later = store.find(id).orElseThrow();
        store.changeId(later);
        assertThat(store.save(later)).isEqualTo(SaveResult.RENAMED);
        assertChunksOutlive(later.id());
        assertWhole(later.id(), 64 * KB);
    }

    @Test
    void aSessionWhoseLastChunkIsGoneLivesOn() {
        Session session = store.create();
        session.setAttribute("large", text(1, 8 * KB));
        store.save(session);
        session.setAttribute("large", "small now");
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);

        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(store.save(store.find(session.id()).orElseThrow())).isEqualTo(SaveResult.TOUCHED);
        }
        assertThat(store.find(session.id()).orElseThrow().attribute("large")).contains("small now");
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 0})
    void aFirstChunkStaysAsLongAsAnIntervalThatAnotherRequestSetMeanwhile(long days) {
        Session session = store.create();
        session.setAttribute("small", 1);
        store.save(session);
        Session slow = store.find(session.id()).orElseThrow();
        Session other = store.find(session.id()).orElseThrow();
        other.setMaxInactiveInterval(Duration.ofDays(days));
        assertThat(store.save(other)).isEqualTo(SaveResult.CHANGED);

        slow.setAttribute("large", text(1, 8 * KB));
        assertThat(store.save(slow)).isEqualTo(SaveResult.CHANGED);

        long least =
                clock.instant().plus(Duration.ofDays(days == 0 ? 3_000 : days)).getEpochSecond();
        assertThat(chunks()).isNotEmpty();
        JsonObject head = items().stream()
                .filter(item -> item.has("chunksEnd"))
                .findFirst()
                .orElseThrow();
        assertThat(number(head, "chunksEnd")).isGreaterThan(least);
        assertThat(store.find(session.id()).orElseThrow().attribute("large")).contains(text(1, 8 * KB));
    }

    @Test
    void aSessionWithoutExpiryHasChunksThatStayForYears() {
        Session session = store.create();
        session.setMaxInactiveInterval(Duration.ZERO);
        session.setAttribute("large", text(1, 64 * KB));
        store.save(session);

        assertThat(chunks()).isNotEmpty().allSatisfy(chunk -> assertThat(number(chunk, "expires"))
                .isGreaterThan(clock.instant().plus(Duration.ofDays(3_000)).getEpochSecond()));
    }

    private void assertChunksOutlive(String id) {
        JsonObject head = items().stream()
                .filter(item ->
                        item.getAsJsonObject("id").get("S").getAsString().endsWith(":" + id))
                .findFirst()
                .orElseThrow();
        List<String> labels =
                head.keySet().stream().filter(name -> name.startsWith("c.")).toList();
        assertThat(labels).isNotEmpty();
        long end = number(head, "chunksEnd");
        assertThat(end).isGreaterThan(number(head, "expires"));
        assertThat(chunks()).isNotEmpty().allSatisfy(chunk -> assertThat(number(chunk, "expires"))
                .isGreaterThanOrEqualTo(end));
    }

    private static long number(JsonObject item, String attribute) {
        return item.getAsJsonObject(attribute).get("N").getAsLong();
    }

    private List<JsonObject> items() {
        List<JsonObject> items = new ArrayList<>();
        for (JsonElement item : ask("Scan", "{\"TableName\":\"" + table + "\",\"ConsistentRead\":true}")
                .getAsJsonArray("Items")) {
            items.add(item.getAsJsonObject());
        }
        return items;
    }

    private List<JsonObject> chunks() {
        return items().stream().filter(item -> item.has("writtenBy")).toList();
    }

    @Test
    void whereNothingElseDoesTheReaperRemovesChunksThatHaveEnded() {
        String id = stored(16 * KB);
        assertThat(chunks()).isNotEmpty();
        store.delete(id);
        store.reap();
        assertThat(chunks()).isNotEmpty();

        clock.advance(Duration.ofDays(40));

        assertThat(store.reap().removed()).isZero();
        assertThat(items().stream().filter(item -> !item.has("lastReapAt"))).isEmpty();
    }

    @Test
    void withATimeToLiveTheReaperLeavesChunksToIt() {
        try (SessionStore withTimeToLive = store(bare(proxy.endpoint()).autoCreate(true))) {
            Session session = withTimeToLive.create();
            session.setAttribute("large", text(1, 16 * KB));
            withTimeToLive.save(session);
            clock.advance(Duration.ofDays(40));

            withTimeToLive.reap();

            assertThat(chunks()).isNotEmpty();
        }
    }

    @Test
    void whoListensForAnExpiryIsHandedTheValues() {
        stored(16 * KB);
        clock.advance(Duration.ofHours(2));

        assertThat(store.reap().removed()).isOne();

        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).attribute("large7")).contains(text(7, 16 * KB / LARGE));
    }

    @Test
    void aCreateThatFailsLeavesNothingWithoutAnEnd() {
        proxy.fault(
                call -> call.operation().equals("PutItem") && call.body().contains("createdAt"),
                FaultProxy.ALWAYS,
                Fault.answer(400, "AccessDeniedException"));
        Session session = store.create();
        session.setAttribute("large", text(1, 16 * KB));

        assertThat(catchThrowable(() -> store.save(session))).isNotNull();

        proxy.heal();
        assertThat(items()).hasSameSizeAs(chunks()).isNotEmpty();
        assertThat(chunks())
                .allSatisfy(chunk -> assertThat(chunk.has("expires")).isTrue());
        assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        assertThat(store.find(session.id()).orElseThrow().attribute("large")).contains(text(1, 16 * KB));
    }

    // ---- what may go wrong ----

    /** What may be done to a session; each is several calls. */
    private enum Change {
        CREATE,
        LARGE_VALUE,
        MANY_SMALL_VALUES,
        ID_CHANGE,
        LONGER_INTERVAL;

        private void apply(SessionStore store, Session session) {
            switch (this) {
                case CREATE -> session.setAttribute("large0", text(1, 9 * KB));
                case LARGE_VALUE -> session.setAttribute("large0", text(2, 9 * KB));
                case MANY_SMALL_VALUES -> {
                    for (int i = 0; i < 20; i++) {
                        session.setAttribute("note" + i, text(i, 90));
                    }
                }
                case ID_CHANGE -> {
                    store.changeId(session);
                    session.setAttribute("large0", text(3, 500 * KB));
                }
                case LONGER_INTERVAL -> session.setMaxInactiveInterval(Duration.ofDays(90));
            }
            store.save(session);
        }
    }

    private Map<String, Object> attributesOf(String id) {
        Map<String, Object> attributes = new HashMap<>();
        store.find(id).ifPresent(session -> {
            attributes.put(
                    "interval", session.maxInactiveInterval().compareTo(Duration.ofDays(2)) > 0 ? "long" : "short");
            session.attributeNames()
                    .forEach(
                            name -> attributes.put(name, session.attribute(name).orElseThrow()));
        });
        return attributes;
    }

    /** Every call from one on fails: what is stored is as before, or as after. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void whereverAWriteBreaksOffTheOldStateIsStoredOrTheNew(Change change) {
        boolean reached = true;
        for (int call = 1; reached; call++) {
            String id = change == Change.CREATE ? null : stored(4 * KB);
            Map<String, Object> before = id == null ? Map.of() : attributesOf(id);
            Session session = id == null ? store.create() : store.find(id).orElseThrow();
            int from = call;
            AtomicInteger number = new AtomicInteger();
            proxy.fault(
                    each -> number.incrementAndGet() >= from,
                    FaultProxy.ALWAYS,
                    Fault.answer(400, "AccessDeniedException"));
            Throwable failure = catchThrowable(() -> change.apply(store, session));
            proxy.heal();
            reached = number.get() >= from;

            assertThat(failure != null).isEqualTo(reached);
            Map<String, Object> old = id == null ? Map.of() : attributesOf(id);
            Map<String, Object> now = attributesOf(session.id());
            if (reached) {
                assertThat(old.isEmpty() ? now : old).isEqualTo(before);
            } else {
                assertThat(now).isNotEqualTo(before).isNotEmpty();
            }
            assertThat(undecodable).isEmpty();
            assertThat(chunks())
                    .allSatisfy(chunk -> assertThat(chunk.has("expires")).isTrue());
        }
    }

    /** Each call in turn is carried out, and its answer lost: it is sent again, and recognised. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void whicheverAnswerIsLostTheWriteSucceeds(Change change) {
        boolean reached = true;
        for (int call = 1; reached; call++) {
            String id = change == Change.CREATE ? null : stored(4 * KB);
            Session session = id == null ? store.create() : store.find(id).orElseThrow();
            Map<String, Object> before = id == null ? Map.of() : attributesOf(id);
            int lost = call;
            AtomicInteger number = new AtomicInteger();
            proxy.fault(each -> number.incrementAndGet() == lost, 1, Fault.LOST_REPLY);
            change.apply(store, session);
            proxy.heal();
            reached = number.get() >= lost;

            assertThat(attributesOf(session.id())).isNotEqualTo(before).isNotEmpty();
            assertThat(undecodable).isEmpty();
        }
    }

    @Test
    void aMissingChunkSpoilsOnlyItsOwnAttributes() {
        String id = stored(16 * KB);
        Session other = store.find(id).orElseThrow();
        other.setAttribute("own", text(9, 8 * KB));
        store.save(other);
        JsonObject lost = chunks().stream()
                .filter(chunk -> chunk.toString().contains("large1"))
                .findFirst()
                .orElseThrow();
        ask("DeleteItem", "{\"TableName\":\"" + table + "\",\"Key\":{\"id\":" + lost.get("id") + "}}");

        Session session = store.find(id).orElseThrow();
        assertThat(session.attribute("large1")).isEmpty();
        assertThat(session.attribute("small1")).contains("small1");
        assertThat(session.attribute("own")).contains(text(9, 8 * KB));
        assertThat(undecodable).isNotEmpty().allSatisfy(failure -> assertThat(failure)
                .hasMessageContaining("missing"));
        session.setAttribute("large1", "anew");
        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(store.find(id).orElseThrow().attribute("large1")).contains("anew");
    }

    @Test
    void theChunkOfAnotherSessionIsNeverRead() {
        String ours = stored(8 * KB);
        JsonObject mine = chunks().get(0);
        Session theirs = store.create();
        for (int i = 0; i < LARGE; i++) {
            theirs.setAttribute("large" + i, "secret".repeat(200));
        }
        store.save(theirs);
        JsonObject other = chunks().stream()
                .filter(chunk -> !chunk.get("id").equals(mine.get("id")))
                .findFirst()
                .orElseThrow();
        other.add("id", mine.get("id"));
        ask("PutItem", "{\"TableName\":\"" + table + "\",\"Item\":" + other + "}");

        Session session = store.find(ours).orElseThrow();

        assertThat(session.attribute("large1")).isEmpty();
        assertThat(undecodable).isNotEmpty();
    }

    @Test
    void aSessionOfTheVersionBeforeIsReadAndTurnedOverAsItIsWritten() {
        String id = "earlier";
        long now = clock.millis();
        ask(
                "PutItem",
                "{\"TableName\":\"" + table + "\",\"Item\":{\"id\":{\"S\":\"session:" + id
                        + "\"},\"createdAt\":{\"N\":\""
                        + now + "\"},\"lastAccessedAt\":{\"N\":\"" + now
                        + "\"},\"maxInactiveInterval\":{\"N\":\"1800000\"},\"expiresAt\":{\"N\":\"" + (now + 1_800_000)
                        + "\"},\"expires\":{\"N\":\"" + (now / 1000 + 1801)
                        + "\"},\"writeToken\":{\"S\":\"0t\"},\"w.0t\":{\"N\":\"1\"},\"attributes\":{\"M\":{\"large\":{\"S\":\""
                        + "x".repeat(5000) + "\"},\"small\":{\"S\":\"y\"}}}}}");
        SessionStore texts =
                storeOn(creating(proxy.endpoint())).ttl(TTL).codec(new Texts()).build();
        try (texts) {
            Session session = texts.find(id).orElseThrow();
            assertThat(session.attribute("large")).contains("x".repeat(5000));
            session.setAttribute("small", "z");
            assertThat(texts.save(session)).isEqualTo(SaveResult.CHANGED);
            assertThat(chunks()).isNotEmpty();

            Session later = texts.find(id).orElseThrow();
            assertThat(later.attribute("large")).contains("x".repeat(5000));
            assertThat(later.attribute("small")).contains("z");
        }
    }

    /** Texts as they are. */
    private static final class Texts implements AttributeCodec {

        @Override
        public EncodedValue encode(Object value) {
            return EncodedValue.text((String) value);
        }

        @Override
        public Object decode(EncodedValue encoded) {
            return ((EncodedValue.Text) encoded).content();
        }
    }

    @Test
    void overlappingWritersOfOneSessionLoseNothingWhileItIsPackedAnew() {
        String id = stored(4 * KB);
        List<Thread> writers = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            String mine = "writer" + writer + "-";
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 12; i++) {
                    Session session = store.find(id).orElseThrow();
                    session.setAttribute(mine + i, text(i, 150));
                    store.save(session);
                }
            });
            thread.setUncaughtExceptionHandler((each, failure) -> failures.add(failure));
            writers.add(thread);
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        assertThat(failures).isEmpty();
        Session session = store.find(id).orElseThrow();
        for (int writer = 0; writer < 6; writer++) {
            for (int i = 0; i < 12; i++) {
                assertThat(session.attribute("writer" + writer + "-" + i)).contains(text(i, 150));
            }
        }
        assertThat(session.attributeNames()).hasSize(SMALL + LARGE + 72);
    }
}
