package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.core.error.SessionTooLargeException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.Tombstone;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Expression;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import io.github.dynamodbsession.dynamo.call.Value;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.TestTable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items as the Node stores write them, read and changed by Java. */
class ExpressLayoutTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Instant END = Instant.parse("2026-11-22T10:01:00.123Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String COOKIE =
            "\"cookie\":{\"originalMaxAge\":60000,\"expires\":\"2026-11-22T10:01:00.123Z\","
                    + "\"secure\":true,\"httpOnly\":true,\"path\":\"/\"}";

    private static @Nullable TestTable table;

    private final StorageClient session = client(LayoutChoice.connectDynamodbSession(), "");
    private final StorageClient dynamodb = client(
            LayoutChoice.connectDynamodb(ExpressOptions.builder()
                    .specialKey("user", "S")
                    .specialKey("views", "N")
                    .skipThrowMissingSpecialKeys(true)
                    .build()),
            "sess-");
    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void createTable() {
        table = new TestTable(DynamoDbEndpoint.shared());
        client(LayoutChoice.connectDynamodbSession(), "").init();
    }

    @AfterAll
    static void deleteTable() {
        Objects.requireNonNull(table).delete();
    }

    private static StorageClient client(LayoutChoice choice, String prefix) {
        return client(choice, prefix, new JsonTransport(DynamoDbEndpoint.shared()));
    }

    private static StorageClient client(LayoutChoice choice, String prefix, Transport transport) {
        Duration timeout = Duration.ofSeconds(10);
        DynamoOptions options = new DynamoOptions(
                choice,
                Objects.requireNonNull(table).name(),
                prefix,
                "id",
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
        return new DynamoStorageClient(options, transport, () -> {});
    }

    /** A node of Java beside which Express does something between the read and the first write of an operation. */
    private static StorageClient overlapped(Runnable express) {
        JsonTransport transport = new JsonTransport(DynamoDbEndpoint.shared());
        AtomicBoolean isDone = new AtomicBoolean();
        return client(LayoutChoice.connectDynamodbSession(), "", (request, round) -> {
            if (!(request instanceof Request.GetItem) && isDone.compareAndSet(false, true)) {
                express.run();
            }
            return transport.call(request, round);
        });
    }

    // ---- what Express does ----

    private static Answer ask(Request request) {
        Answer answer = new JsonTransport(DynamoDbEndpoint.shared())
                .call(request, TestOptions.with(false, false).firstRound())
                .answer();
        assertThat(answer).isNotInstanceOf(Answer.Failed.class);
        return answer;
    }

    /** Without a condition that could fail: the transport has no calls without one. */
    private static Expression anyway(ExpressionBuilder expression) {
        String name = expression.name("id");
        return expression
                .require("attribute_exists(" + name + ") OR attribute_not_exists(" + name + ")")
                .build();
    }

    private static void put(Map<String, Value> item) {
        ask(new Request.PutItem(Objects.requireNonNull(table).name(), item, anyway(new ExpressionBuilder())));
    }

    private void putContent(String content) {
        putContent(content, Long.toString(END.toEpochMilli()));
    }

    private void putContent(String content, String expires) {
        put(Map.of("id", new Value.S(id), "content", new Value.S(content), "expires", new Value.N(expires)));
    }

    private void putSess(String sess, Map<String, Value> more) {
        Map<String, Value> item = new HashMap<>(more);
        item.put("id", new Value.S("sess-" + id));
        item.put("expires", new Value.N(Long.toString(END.getEpochSecond()) + ".123"));
        item.put("type", new Value.S("connect-session"));
        item.put("sess", new Value.S(sess));
        put(item);
    }

    private static void setExpires(String key, long expires) {
        ExpressionBuilder expression = new ExpressionBuilder();
        expression.set(expression.name("expires"), Value.N.of(expires));
        ask(new Request.UpdateItem(
                Objects.requireNonNull(table).name(), Map.of("id", new Value.S(key)), anyway(expression)));
    }

    private static @Nullable Map<String, Value> item(String key) {
        return ((Answer.Item) ask(new Request.GetItem(
                        Objects.requireNonNull(table).name(), Map.of("id", new Value.S(key)), true)))
                .item();
    }

    private static String string(String key, String name) {
        return ((Value.S) Objects.requireNonNull(item(key)).get(name)).content();
    }

    private static String number(String key, String name) {
        return ((Value.N) Objects.requireNonNull(item(key)).get(name)).content();
    }

    // ---- what Java does ----

    private Change.Update update(Map<String, String> set, String... removed) {
        return update(null, set, removed);
    }

    private Change.Update update(@Nullable TimesChange times, Map<String, String> set, String... removed) {
        Map<String, EncodedValue> values = new HashMap<>();
        set.forEach((name, json) -> values.put(name, EncodedValue.text(json)));
        return new Change.Update(
                id, new AttributeChanges(values, Set.of(removed)), times, "000mfx" + UUID.randomUUID());
    }

    private static Map<String, EncodedValue> texts(String... namesAndJson) {
        Map<String, EncodedValue> values = new HashMap<>();
        for (int i = 0; i < namesAndJson.length; i += 2) {
            values.put(namesAndJson[i], EncodedValue.text(namesAndJson[i + 1]));
        }
        return values;
    }

    private SessionRecord found(StorageClient client) {
        return client.get(id, NOW).orElseThrow();
    }

    @Test
    void fieldsAreAttributesAndTheRestIsWhatItIs() {
        putContent("{" + COOKIE + ",\"user\":\"ann\",\"n\":1.50,\"passport\":{\"user\":7},\"none\":null,"
                + "\"__proto__\":{\"a\":1},\"save\":1,\"lastModified\":" + (NOW.toEpochMilli() - 3) + "}");

        SessionRecord found = found(session);

        assertThat(found.attributes()).isEqualTo(texts("user", "\"ann\"", "n", "1.50", "passport", "{\"user\":7}"));
        Instant modified = NOW.minusMillis(3);
        assertThat(found.times()).isEqualTo(new SessionTimes(modified, modified, MINUTE, END.plusMillis(1)));
        assertThat(session.get(id, END)).isPresent();
        assertThat(session.get(id, END.plusMillis(1))).isEmpty();
    }

    @Test
    void aFractionOfASecondEndsWithTheNextWholeOne() {
        putSess("{" + COOKIE + ",\"user\":\"ann\"}", Map.of());

        SessionRecord found = found(dynamodb);

        Instant end = Instant.parse("2026-11-22T10:01:01Z");
        assertThat(found.times().expiresAt()).isEqualTo(end);
        assertThat(found.times().maxInactiveInterval()).isEqualTo(MINUTE);
        assertThat(found.times().lastAccessedAt()).isBetween(NOW.minusSeconds(1), NOW);
        assertThat(dynamodb.get(id, end.minusMillis(1))).isPresent();
        assertThat(dynamodb.get(id, end)).isEmpty();
    }

    @Test
    void aChangeLeavesEveryOtherCharacterAsItWas() {
        String content = "{ \"b\" : [1.0 ,2e+3, \"\\u0041\"],\"user\":\"ann\", " + COOKIE
                + ",\"none\" : null,\"__proto__\":{\"a\":1},\"z\":12345678901234567890.123,\"x\":1,\"x\":2}";
        putContent(content);

        assertThat(session.put(update(Map.of("user", "\"bob\"", "new", "{\"a\":null}")), NOW))
                .isEqualTo(PutResult.applied());
        assertThat(string(id, "content"))
                .isEqualTo("{ \"b\" : [1.0 ,2e+3, \"\\u0041\"],\"user\":\"bob\", " + COOKIE
                        + ",\"none\" : null,\"__proto__\":{\"a\":1},\"z\":12345678901234567890.123,\"x\":1,\"x\":2,"
                        + "\"lastModified\":" + (END.toEpochMilli() - 60_000) + ",\"new\":{\"a\":null}}");
        assertThat(session.put(update(Map.of(), "b", "x", "cookie", "__proto__", "none"), NOW))
                .isEqualTo(PutResult.applied());
        assertThat(string(id, "content"))
                .startsWith("{ \"user\":\"bob\", " + COOKIE + ",\"none\" : null,\"__proto__\":{\"a\":1},\"z\":");
        assertThat(number(id, "expires")).isEqualTo(Long.toString(END.toEpochMilli()));
        assertThat(found(session).times().expiresAt()).isEqualTo(END.plusMillis(1));
    }

    @Test
    void aTouchMovesTheCookieAsExpressDoes() {
        String others = ",\"user\":\"ann\"";
        putContent("{" + COOKIE + others + ",\"lastModified\":1}");
        putSess("{" + COOKIE + others + "}", Map.of("user", new Value.S("ann")));
        Instant accessed = NOW.plusSeconds(20);
        Instant end = accessed.plus(MINUTE);
        TimesChange touch = new TimesChange(MINUTE, accessed, MINUTE, end);
        String moved = COOKIE.replace("10:01:00.123", "10:01:20.123");

        for (StorageClient client : List.of(session, dynamodb)) {
            assertThat(client.setExpires(id, touch, accessed)).isTrue();
            assertThat(found(client).times().lastAccessedAt()).isEqualTo(accessed);
        }

        assertThat(string(id, "content"))
                .isEqualTo("{" + moved + others + ",\"lastModified\":" + accessed.toEpochMilli() + "}");
        assertThat(number(id, "expires")).isEqualTo(Long.toString(end.toEpochMilli() - 1));
        assertThat(string("sess-" + id, "sess")).isEqualTo("{" + moved + others + "}");
        assertThat(number("sess-" + id, "expires")).isEqualTo(Long.toString(end.getEpochSecond() + 1));
        assertThat(string("sess-" + id, "user")).isEqualTo("ann");
    }

    @Test
    void aCookieThatLivesAsLongAsTheBrowserStaysOne() {
        String content =
                "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"},\"a\":1}";
        Duration ttl = Duration.ofDays(14);
        putContent(content, Long.toString(NOW.plus(ttl).toEpochMilli()));

        SessionRecord found = found(session);
        assertThat(found.times().maxInactiveInterval()).isEqualTo(ttl);
        assertThat(found.times().lastAccessedAt()).isEqualTo(NOW);
        session.setExpires(
                id,
                new TimesChange(
                        ttl, NOW.plusSeconds(20), ttl, NOW.plusSeconds(20).plus(ttl)),
                NOW);
        assertThat(string(id, "content")).startsWith(content.substring(0, content.length() - 1));

        // Another interval is one that Express has to know.
        session.put(update(new TimesChange(ttl, NOW.plusSeconds(30), MINUTE, NOW.plusSeconds(90)), Map.of()), NOW);
        assertThat(string(id, "content"))
                .startsWith(
                        "{\"cookie\":{\"originalMaxAge\":60000,\"expires\":\"2026-11-22T10:01:30.123Z\",\"httpOnly\"");
    }

    @Test
    void aSessionThatBeginsHereIsOneOfExpress() {
        SessionTimes times = new SessionTimes(NOW, NOW, MINUTE, NOW.plus(MINUTE));
        SessionRecord record = new SessionRecord(id, times, texts("user", "\"ann\"", "views", "1.50"), "t1");

        for (StorageClient client : List.of(session, dynamodb)) {
            assertThat(client.put(new Change.Create(record), NOW)).isEqualTo(PutResult.applied());
        }

        String cookie =
                "\"cookie\":{\"originalMaxAge\":60000,\"expires\":\"2026-11-22T10:01:00.123Z\",\"httpOnly\":true,"
                        + "\"path\":\"/\"}";
        assertThat(string(id, "content"))
                .isEqualTo(
                        "{" + cookie + ",\"lastModified\":" + NOW.toEpochMilli() + ",\"user\":\"ann\",\"views\":1.50}");
        assertThat(number(id, "expires")).isEqualTo(Long.toString(END.toEpochMilli() - 1));
        assertThat(string("sess-" + id, "sess")).isEqualTo("{" + cookie + ",\"user\":\"ann\",\"views\":1.50}");
        assertThat(string("sess-" + id, "type")).isEqualTo("connect-session");
        assertThat(string("sess-" + id, "user")).isEqualTo("ann");
        assertThat(number("sess-" + id, "views")).isEqualTo("1.5");
        assertThat(found(session)).isEqualTo(record);
    }

    @Test
    void specialKeysFollowTheirFields() {
        putSess("{" + COOKIE + ",\"user\":\"ann\"}", Map.of("user", new Value.S("ann"), "extra", new Value.S("kept")));

        dynamodb.put(update(Map.of("views", "2"), "user"), NOW);

        Map<String, Value> item = Objects.requireNonNull(item("sess-" + id));
        assertThat(item).doesNotContainKey("user").containsEntry("views", new Value.N("2"));
        assertThat(item).containsEntry("extra", new Value.S("kept"));
        SessionRecord moved = found(dynamodb).withId(id + "-next");
        assertThat(dynamodb.put(new Change.Rename(id, found(dynamodb).writeToken(), moved), NOW))
                .isEqualTo(PutResult.applied());
        assertThat(Objects.requireNonNull(item("sess-" + id + "-next")))
                .containsEntry("views", new Value.N("2"))
                .containsEntry("extra", new Value.S("kept"))
                .containsEntry("type", new Value.S("connect-session"));
        assertThat(Objects.requireNonNull(item("sess-" + id))).doesNotContainKeys("sess", "views");
    }

    @Test
    void aSpecialKeyThatIsMissingOrOfAnotherTypeIsRefusedByName() {
        StorageClient strict = client(
                LayoutChoice.connectDynamodb(
                        ExpressOptions.builder().specialKey("user", "S").build()),
                "sess-");
        putSess("{" + COOKIE + ",\"user\":\"ann\"}", Map.of());
        String before = string("sess-" + id, "sess");

        for (Change change : List.of(update(Map.of(), "user"), update(Map.of("user", "5")))) {
            assertThatExceptionOfType(SessionCodecException.class)
                    .isThrownBy(() -> strict.put(change, NOW))
                    .withMessageContaining("'user'")
                    .withMessageContaining("specialKeys");
        }
        assertThat(strict.setExpires(id, new TimesChange(MINUTE, NOW, MINUTE, END), NOW))
                .isTrue();
        assertThat(string("sess-" + id, "sess")).isEqualTo(before);
    }

    /** Left by a touch of a Node store after the session's end. */
    @Test
    void aGhostIsAbsentAndCanBeginAnew() {
        put(Map.of("id", new Value.S(id), "expires", Value.N.of(END.toEpochMilli())));

        assertThat(session.get(id, NOW)).isEmpty();
        assertThat(session.setExpires(id, new TimesChange(MINUTE, NOW, MINUTE, END), NOW))
                .isFalse();
        assertThat(session.put(update(Map.of("a", "1")), NOW)).isEqualTo(PutResult.gone());
        Request.Scan scan = LayoutChoice.connectDynamodbSession()
                .on(Objects.requireNonNull(table).name(), new Keys("id", ""))
                .scanKeysAlive(NOW, true, new Request.Part(0, 1, null, null));
        assertThat(((Answer.Page) ask(scan)).items()).noneMatch(each -> new Value.S(id).equals(each.get("id")));
        SessionTimes times = new SessionTimes(NOW, NOW, MINUTE, END);
        assertThat(session.put(new Change.Create(new SessionRecord(id, times, Map.of(), "t1")), NOW))
                .isEqualTo(PutResult.applied());
        assertThat(session.get(id, NOW)).isPresent();
    }

    @Test
    void whatIsBrokenIsReportedAndStaysAsItIs() {
        for (String broken :
                List.of("", "null", "[]", "5", "\"s3cret\"", "{\"s3cret", "{\"cookie\":null,\"a\":1}", "{\"a\":1}}")) {
            putContent(broken);
            Map<String, Value> before = Objects.requireNonNull(item(id));
            SessionTimes times = new SessionTimes(NOW, NOW, MINUTE, END);
            List<Runnable> operations = List.of(
                    () -> session.get(id, NOW),
                    () -> session.put(update(Map.of("a", "1")), NOW),
                    () -> session.setExpires(id, new TimesChange(MINUTE, NOW, MINUTE, END), NOW),
                    () -> session.put(new Change.Create(new SessionRecord(id, times, Map.of(), "t1")), NOW));

            for (Runnable operation : operations) {
                assertThatExceptionOfType(SessionStorageException.class)
                        .as(broken)
                        .isThrownBy(operation::run)
                        .satisfies(e -> assertThat(e.isRetryable()).isFalse())
                        .withMessageContaining("'content'")
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
            }
            assertThat(item(id)).isEqualTo(before);
        }
        assertThatExceptionOfType(SessionStorageException.class).isThrownBy(() -> session.delete(id, NOW));
        assertThat(session.get(id, NOW)).as("removed when asked to").isEmpty();
    }

    /** As dynamodb-store writes it: a map, with an empty map for a date. */
    @Test
    void ofAMapOnlyWhatChangesIsWritten() {
        StorageClient store = client(LayoutChoice.dynamodbStore(), "map-");
        Map<String, Value> cookie = Map.of(
                "originalMaxAge", new Value.N("60000"),
                "expires", new Value.M(Map.of()),
                "httpOnly", new Value.Bool(true));
        Value bytes = new Value.B(ByteBuffer.wrap(new byte[] {1, 2}));
        Map<String, Value> kept = Map.of(
                "list", new Value.L(List.of(new Value.N("1.5"), new Value.Null(), new Value.S("é"))),
                "bytes", bytes,
                "within", new Value.L(List.of(new Value.M(Map.of("a", bytes)))),
                "strings", new Value.Set("SS", List.of(new Value.S("a"), new Value.S("b"))),
                "numbers", new Value.Set("NS", List.of(new Value.N("1"))),
                "binaries", new Value.Set("BS", List.of(bytes)),
                "none", new Value.Null());
        Map<String, Value> fields = new HashMap<>(kept);
        fields.put("cookie", new Value.M(cookie));
        fields.put("user", new Value.S("ann"));
        fields.put("updated", Value.N.of(NOW.toEpochMilli() - 3));
        Map<String, Value> more = Map.of("flag", new Value.Bool(true), "tags", kept.get("strings"));
        Map<String, Value> item = new HashMap<>(more);
        item.put("id", new Value.S("map-" + id));
        item.put("expires", Value.N.of(END.getEpochSecond()));
        item.put("sess", new Value.M(fields));
        put(item);

        SessionRecord found = found(store);
        assertThat(found.attributes()).isEqualTo(texts("list", "[1.5,null,\"é\"]", "user", "\"ann\""));
        Instant updated = NOW.minusMillis(3);
        Instant end = Instant.ofEpochSecond(END.getEpochSecond());
        assertThat(found.times()).isEqualTo(new SessionTimes(updated, updated, MINUTE, end));

        store.put(update(Map.of("cart", "{\"n\":1,\"n\":[true]}"), "user"), NOW);
        SessionRecord read = found(store);
        store.put(new Change.Rename(id, read.writeToken(), read.withId(id + "-next")), NOW);
        Map<String, Value> moved = Objects.requireNonNull(item("map-" + id + "-next"));
        assertThat(moved).containsAllEntriesOf(more);
        Map<String, Value> now = ((Value.M) moved.get("sess")).content();
        assertThat(now)
                .containsAllEntriesOf(kept)
                .doesNotContainKey("user")
                .containsEntry("cart", new Value.M(Map.of("n", new Value.L(List.of(new Value.Bool(true))))))
                .containsEntry("cookie", new Value.M(cookie));
        assertThat(Objects.requireNonNull(item("map-" + id))).containsOnlyKeys("id", "expires", "java");
    }

    /** dynamodb-store takes an item without {@code expires} for expired. */
    @Test
    void aMapWithoutAnExpiryIsAbsentAndOneOfJavaWithoutAnEndHasOne() {
        StorageClient store = client(LayoutChoice.dynamodbStore(), "map-");
        Value fields = new Value.M(Map.of("cookie", new Value.M(Map.of()), "a", new Value.N("1")));
        put(Map.of("id", new Value.S("map-" + id), "sess", fields));
        SessionTimes endless = new SessionTimes(NOW, NOW, Duration.ZERO, null);
        SessionRecord record = new SessionRecord(id + "-2", endless, texts("a", "1"), "t1");
        store.put(new Change.Create(record), NOW);

        assertThat(store.get(id, NOW)).isEmpty();
        assertThat(store.get(id + "-2", NOW.plus(Duration.ofDays(40_000)))).contains(record);
        assertThat(number("map-" + id + "-2", "expires")).isEqualTo("8640000000000");
        Request.Scan scan = LayoutChoice.dynamodbStore()
                .on(Objects.requireNonNull(table).name(), new Keys("id", "map-" + id))
                .scanAlive(NOW, true, new Request.Part(0, 1, null, null));
        assertThat(((Answer.Page) ask(scan)).items())
                .extracting(each -> each.get("id"))
                .containsExactly(new Value.S("map-" + id + "-2"));
    }

    @Test
    void anAttributeOfAnotherTypeIsNoSessionOfTheLayout() {
        StorageClient store = client(LayoutChoice.dynamodbStore(), "sess-");
        putSess("{" + COOKIE + "}", Map.of());

        assertThatExceptionOfType(SessionStorageException.class)
                .isThrownBy(() -> store.get(id, NOW))
                .withMessageContaining("'sess' is no map");
    }

    @Test
    void aSessionWithoutACookieGetsOneWithItsNextWrite() {
        putContent("{\"a\":1}");

        assertThat(found(session).times().maxInactiveInterval()).isEqualTo(Duration.ofDays(14));
        session.put(update(Map.of("b", "2")), NOW);

        assertThat(string(id, "content"))
                .startsWith(
                        "{\"a\":1,\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"},");
    }

    @Test
    void aFieldOfAnyDepthStaysAsItIs() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        putContent("{\"deep\":" + deep + "," + COOKIE + ",\"a\":{\"x\":1,\"x\":2}}");

        assertThat(found(session).attributes()).isEqualTo(texts("deep", deep, "a", "{\"x\":1,\"x\":2}"));
        session.put(update(Map.of("b", "2")), NOW);

        assertThat(string(id, "content")).startsWith("{\"deep\":" + deep + "," + COOKIE + ",\"a\":{\"x\":1,\"x\":2},");
    }

    @Test
    void whatIsTooLargeAfterAChangeIsRefusedAndStaysAsItIs() {
        putContent("{" + COOKIE + ",\"large\":\"" + "x".repeat(300_000) + "\"}");
        Map<String, Value> before = Objects.requireNonNull(item(id));

        assertThatExceptionOfType(SessionTooLargeException.class)
                .isThrownBy(() -> session.put(update(Map.of("more", "\"" + "y".repeat(110_000) + "\"")), NOW))
                .satisfies(e -> assertThat(e.largestAttributes().keySet()).startsWith("large", "more"))
                .satisfies(e -> assertThat(e.size()).isGreaterThan(e.limit()));
        assertThat(item(id)).isEqualTo(before);

        SessionRecord stored = found(session);
        Map<String, EncodedValue> more = new HashMap<>(stored.attributes());
        more.putAll(texts("more", "\"" + "y".repeat(110_000) + "\""));
        SessionRecord larger = new SessionRecord(id + "-next", stored.times(), more, "t2");
        for (Change change : List.of(new Change.Rename(id, stored.writeToken(), larger), new Change.Create(larger))) {
            assertThatExceptionOfType(SessionTooLargeException.class)
                    .isThrownBy(() -> session.put(change, NOW))
                    .satisfies(e -> assertThat(e.largestAttributes().keySet()).startsWith("large", "more"))
                    .satisfies(e -> assertThat(e.size()).isGreaterThan(e.limit()));
        }
        assertThat(item(id)).isEqualTo(before);
        assertThat(item(id + "-next")).isNull();
    }

    @Test
    void whatIsNoJsonOrHasANameOfExpressIsRefusedByName() {
        putContent("{" + COOKIE + "}");
        Map<String, Value> before = Objects.requireNonNull(item(id));
        List<Map<String, EncodedValue>> wrong = new ArrayList<>();
        wrong.add(Map.of("cart", EncodedValue.binary(new byte[] {1})));
        wrong.add(Map.of("cart", EncodedValue.text("s3cret")));
        for (String name : List.of("cookie", "lastModified", "__proto__", "id", "save", "constructor")) {
            wrong.add(texts(name, "1"));
        }

        for (Map<String, EncodedValue> attributes : wrong) {
            SessionTimes times = new SessionTimes(NOW, NOW, MINUTE, END);
            for (Change change : List.of(
                    new Change.Update(id, new AttributeChanges(attributes, Set.of()), null, "t1"),
                    new Change.Create(new SessionRecord(id, times, attributes, "t1")),
                    new Change.Rename(id, "t1", new SessionRecord(id + "-next", times, attributes, "t2")))) {
                assertThatExceptionOfType(SessionCodecException.class)
                        .isThrownBy(() -> session.put(change, NOW))
                        .withMessageStartingWith(
                                "Attribute '" + attributes.keySet().iterator().next() + "'")
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
            }
        }
        assertThat(item(id)).isEqualTo(before);
    }

    /** connect-dynamodb, and the other one with touchAfter 0, change {@code expires} alone. */
    @Test
    void aTouchOfExpressIsTheLastAccessAndKeepsWhatJavaKnows() {
        SessionTimes times = new SessionTimes(NOW, NOW, MINUTE, NOW.plus(MINUTE));
        session.put(new Change.Create(new SessionRecord(id, times, texts("a", "1"), "t1")), NOW);

        setExpires(id, NOW.plusSeconds(20).plus(MINUTE).toEpochMilli());

        SessionRecord found = found(session);
        assertThat(found.writeToken()).isEqualTo("t1");
        assertThat(found.times())
                .isEqualTo(new SessionTimes(
                        NOW,
                        NOW.plusSeconds(20),
                        MINUTE,
                        NOW.plusSeconds(20).plus(MINUTE).plusMillis(1)));
    }

    @Test
    void aWriteOfExpressInBetweenIsNotOverwritten() {
        putContent("{" + COOKIE + ",\"a\":1}");
        SessionRecord read = found(session);

        putContent("{" + COOKIE + ",\"a\":1,\"express\":true}");
        assertThat(session.put(update(Map.of("java", "true")), NOW)).isEqualTo(PutResult.applied());
        SessionRecord renamed = read.withId(id + "-next");
        assertThat(session.put(new Change.Rename(id, read.writeToken(), renamed), NOW))
                .isInstanceOf(PutResult.Stale.class);

        assertThat(found(session).attributes()).isEqualTo(texts("a", "1", "express", "true", "java", "true"));
    }

    /** With the same expiry, so that only the content shows it. */
    @Test
    void whatExpressWritesBetweenReadAndWriteIsKept() {
        String before = "{" + COOKIE + ",\"a\":1}";
        String newer = "{" + COOKIE + ",\"a\":1,\"express\":true}";
        TimesChange touch = new TimesChange(MINUTE, NOW.plusSeconds(20), MINUTE, NOW.plusSeconds(80));
        for (Function<StorageClient, Object> operation : List.<Function<StorageClient, Object>>of(
                client -> client.put(update(Map.of("java", "true")), NOW),
                client -> client.put(update(touch, Map.of("java", "true")), NOW),
                client -> client.setExpires(id, touch, NOW))) {
            putContent(before);

            Object result = operation.apply(overlapped(() -> putContent(newer)));

            assertThat(result).isIn(PutResult.applied(), true);
            assertThat(found(session).attributes()).containsAllEntriesOf(texts("a", "1", "express", "true"));
        }
        putContent(before);
        SessionRecord read = found(session);
        Change rename = new Change.Rename(id, read.writeToken(), read.withId(id + "-next"));
        assertThat(overlapped(() -> putContent(newer)).put(rename, NOW)).isInstanceOf(PutResult.Stale.class);
        assertThat(found(session).attributes()).isEqualTo(texts("a", "1", "express", "true"));
        assertThat(item(id + "-next")).isNull();
    }

    /** DynamoDB refuses a request with the token of another one. */
    @Test
    void anIdChangeThatIsRepeatedOnAnotherItemIsAnotherRequest() {
        ExpressLayout layout = new ExpressLayout(
                "sessions", new Keys("id", ""), ExpressOptions.builder().build().ofConnectDynamodbSession());
        Set<String> tokens = new HashSet<>();
        for (String expires : List.of("1795341660123", "1795341661123", "1795341660123")) {
            Map<String, Value> item = Map.of(
                    "id", new Value.S(id), "content", new Value.S("{" + COOKIE + "}"), "expires", new Value.N(expires));
            SessionRecord seen = (SessionRecord) layout.read(item);
            SessionRecord next = seen.withId("next");
            LayoutWrite.WholeDocument write = layout.rename(new Change.Rename(id, seen.writeToken(), next), NOW);
            Request request = write.comparison()
                    .write(new LayoutWrite.Seen(item, seen), next)
                    .request();
            tokens.add(((Request.TransactWriteItems) request).clientRequestToken());
        }
        assertThat(tokens).hasSize(2).allMatch(token -> token.length() == 36);
    }

    @Test
    void aLogoutInExpressBetweenReadAndWriteStaysOne() {
        TimesChange touch = new TimesChange(MINUTE, NOW.plusSeconds(20), MINUTE, NOW.plusSeconds(80));
        for (Function<StorageClient, Object> operation : List.<Function<StorageClient, Object>>of(
                client -> client.put(update(Map.of("java", "true")), NOW),
                client -> client.setExpires(id, touch, NOW))) {
            putContent("{" + COOKIE + ",\"a\":1}");
            ExpressionBuilder expression = new ExpressionBuilder();
            Request destroy = new Request.DeleteItem(
                    Objects.requireNonNull(table).name(), Map.of("id", new Value.S(id)), anyway(expression));

            Object result = operation.apply(overlapped(() -> ask(destroy)));

            assertThat(result).isIn(PutResult.gone(), false);
            assertThat(item(id)).isNull();
        }
    }

    @Test
    void aLogoutHereLeavesNothingThatExpressTakesForASession() {
        putContent("{" + COOKIE + ",\"a\":1}");
        putSess("{" + COOKIE + ",\"a\":1}", Map.of("user", new Value.S("ann")));

        for (StorageClient client : List.of(session, dynamodb)) {
            assertThat(client.delete(id, NOW)).isPresent();
            assertThat(client.get(id, NOW)).isEmpty();
            assertThat(client.put(update(Map.of("late", "1")), NOW)).isEqualTo(PutResult.gone());
        }

        assertThat(Objects.requireNonNull(item(id))).containsOnlyKeys("id", "expires", "java");
        assertThat(Objects.requireNonNull(item("sess-" + id))).containsOnlyKeys("id", "expires", "java");
        setExpires(id, END.plusSeconds(60).toEpochMilli());
        assertThat(session.get(id, NOW)).isEmpty();
    }

    @Test
    void aSessionCanBeginWhereATombstoneIsOver() {
        for (StorageClient client : List.of(session, dynamodb)) {
            client.delete(id, NOW);
            Instant over = NOW.plus(Tombstone.MAX_DELAY);
            SessionTimes times = new SessionTimes(over, over, MINUTE, over.plus(MINUTE));
            Change.Create create = new Change.Create(new SessionRecord(id, times, Map.of(), "t1"));

            assertThat(client.put(create, over.minusMillis(1))).isEqualTo(PutResult.gone());
            assertThat(client.put(create, over)).isEqualTo(PutResult.applied());
        }
    }

    @Test
    void theReaperRemovesWhatExpressLeft() {
        putContent("{" + COOKIE + "}", Long.toString(NOW.toEpochMilli() - 1));
        putSess("{" + COOKIE + "}", Map.of());
        String ghost = "ghost-" + id;
        put(Map.of("id", new Value.S(ghost), "expires", Value.N.of(NOW.toEpochMilli() - 1)));
        List<String> removed = new ArrayList<>();

        session.deleteExpired(NOW.minusMillis(1), each -> removed.add(each.id()));
        assertThat(removed).doesNotContain(id);
        session.deleteExpired(NOW, each -> removed.add(each.id()));
        assertThat(removed).contains(id).doesNotContain(ghost);
        assertThat(item(id)).isNull();
        assertThat(item(ghost)).isNull();

        dynamodb.deleteExpired(END.plusMillis(876), each -> removed.add("sess-" + each.id()));
        assertThat(removed).doesNotContain("sess-" + id);
        dynamodb.deleteExpired(END.plusMillis(877), each -> removed.add("sess-" + each.id()));
        assertThat(removed).contains("sess-" + id);
    }

    /** An Express node would not find it. */
    @Test
    void aSessionWhoseIdIsTheHashOfATokenIsRefused() {
        SessionTimes times = new SessionTimes(NOW, NOW, MINUTE, END);
        for (StorageClient client : List.of(session, dynamodb)) {
            SessionStore hashing = SessionStore.builder(client)
                    .tokens(TokenKind.HASHED)
                    .init(false)
                    .cleanupInterval(Duration.ZERO)
                    .build();

            assertThatExceptionOfType(SessionConfigurationException.class)
                    .isThrownBy(() -> hashing.save(hashing.create()))
                    .withMessageContaining("PLAIN");
            SessionRecord there = new SessionRecord(id, times, Map.of(), "t1");
            client.put(new Change.Create(there), NOW);
            assertThatExceptionOfType(SessionConfigurationException.class)
                    .isThrownBy(() -> client.put(new Change.Rename(id, "t1", there.withId("~" + id)), NOW));
            assertThat(client.get(id, NOW)).isPresent();
        }
    }

    @Test
    void wrongOptionsAreNamed() {
        List<Map.Entry<Runnable, String>> wrong = List.of(
                Map.entry(
                        () -> LayoutChoice.connectDynamodbSession(
                                ExpressOptions.builder().specialKey("a", "S").build()),
                        "specialKeys"),
                Map.entry(
                        () -> LayoutChoice.connectDynamodb(
                                ExpressOptions.builder().ttl(MINUTE).build()),
                        "ttl"),
                Map.entry(
                        () -> LayoutChoice.dynamodbStore(
                                ExpressOptions.builder().touchAfter(MINUTE).build()),
                        "touchAfter"),
                Map.entry(() -> ExpressOptions.builder().ttl(Duration.ZERO).build(), "ttl"),
                Map.entry(
                        () -> ExpressOptions.builder()
                                .touchAfter(MINUTE.negated())
                                .build(),
                        "touchAfter"),
                Map.entry(() -> ExpressOptions.builder().specialKey("a", "BOOL").build(), "specialKey 'a'"),
                Map.entry(() -> ExpressOptions.builder().specialKey("java", "S").build(), "'java'"),
                Map.entry(() -> ExpressOptions.builder().cookiePath("x").build(), "cookiePath"),
                Map.entry(() -> ExpressOptions.builder().cookieSameSite("Lax").build(), "cookieSameSite"),
                Map.entry(() -> ExpressOptions.builder().cookiePriority("x").build(), "cookiePriority"));

        wrong.forEach(each -> assertThatExceptionOfType(SessionConfigurationException.class)
                .isThrownBy(() -> each.getKey().run())
                .withMessageContaining(each.getValue()));
    }
}
