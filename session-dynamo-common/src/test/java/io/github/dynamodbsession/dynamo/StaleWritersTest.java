package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.IndexChanges;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A session is what a map would be, whatever its writers do: they know old states of it, other writes come between their
 * calls, and calls arrive twice, some of them much later. From a seed, and so repeatable.
 */
class StaleWritersTest {

    private static final int STEPS = 150;

    private static final List<String> NAMES = List.of("", "a", "in.a", "c.x", "\\b", "größe", "cart", "\".:#");
    private static final int[] SIZES = {0, 1, 30, 30, 30, 200, 300, 1_500, 5_000, 40_000};
    private static final List<Duration> INTERVALS = List.of(
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofHours(20),
            Duration.ofDays(3),
            Duration.ofDays(40));
    private static final int MAX_SEEN = 6;
    private static final int MAX_ATTEMPTS = 12;

    @ParameterizedTest
    @CsvSource({
        "0, 1024, 1",
        "0, 1024, 2",
        "0, 32768, 3",
        "300, 1024, 4",
        "300, 4096, 5",
        "300, 32768, 6",
        "1024, 1024, 7",
        "1024, 32768, 8",
        "1024, 32768, 9",
        "409600, 32768, 10"
    })
    void aSessionIsWhatItsWritersMadeOfIt(int maxHead, int maxChunk, long seed) {
        try (Run run = new Run(new ItemBounds(maxHead, maxChunk), seed)) {
            run.all();
        }
    }

    private static final class Run implements AutoCloseable {

        private final Random random;
        private final ChunkedTable table;
        private final Map<String, EncodedValue> expected = new TreeMap<>();
        private final List<SessionRecord> seen = new ArrayList<>();
        private final List<Request> sent = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();

        private Instant now = Instant.parse("2026-11-22T10:00:00.123Z");
        private String id;
        private int depth;
        private int tokens;

        Run(ItemBounds bounds, long seed) {
            this.random = new Random(seed);
            this.table = new ChunkedTable(bounds, this::disturbed);
            this.id = newId();
        }

        private String newId() {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }

        private boolean isLucky(double chance) {
            return random.nextDouble() < chance;
        }

        /** Others write between two calls; calls arrive twice, and late. */
        private Transport disturbed(Transport transport) {
            return (request, round) -> {
                if (depth > 0 && isWrite(request)) {
                    if (depth == 1 && isLucky(0.15)) {
                        step();
                    }
                    if (isLucky(0.1)) {
                        transport.call(request, round);
                    }
                    if (!sent.isEmpty() && isLucky(0.1)) {
                        transport.call(sent.get(random.nextInt(sent.size())), round);
                    }
                    sent.add(request);
                }
                return transport.call(request, round);
            };
        }

        private static boolean isWrite(Request request) {
            return request instanceof Request.PutItem
                    || request instanceof Request.UpdateItem
                    || request instanceof Request.TransactWriteItems;
        }

        void all() {
            create();
            for (int i = 0; i < STEPS; i++) {
                try {
                    pass();
                    step();
                    check();
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("step " + i + " after " + String.join("\n", steps), e);
                }
            }
        }

        /** Never so long that the session expires. */
        private void pass() {
            Instant expiresAt = table.read(id, now).times().expiresAt();
            long millis = isLucky(0.2) ? 86_400_000L * random.nextInt(20) : random.nextInt(200_000);
            if (expiresAt != null) {
                millis = Math.min(millis, Duration.between(now, expiresAt).toMillis() / 2);
            }
            now = now.plusMillis(millis);
        }

        private void step() {
            depth++;
            try {
                int kind = random.nextInt(20);
                if (kind == 0) {
                    rename();
                } else if (kind <= 3) {
                    touch();
                } else {
                    update();
                }
            } finally {
                depth--;
            }
        }

        private SessionRecord fresh() {
            SessionRecord session = table.read(id, now);
            if (isLucky(0.3)) {
                Set<String> names = new TreeSet<>(session.unloaded());
                names.removeIf(name -> isLucky(0.5));
                session = session.with(table.client()
                        .capability(AttributeLoading.class)
                        .orElseThrow()
                        .load(session, names));
            }
            see(session);
            return session;
        }

        private void see(SessionRecord session) {
            seen.add(session);
            if (seen.size() > MAX_SEEN) {
                seen.remove(random.nextInt(MAX_SEEN));
            }
        }

        private SessionRecord known() {
            return seen.isEmpty() || isLucky(0.4) ? fresh() : seen.get(random.nextInt(seen.size()));
        }

        private String token(@Nullable WriteHistory history) {
            return WriteTokens.of(history == null ? now : history.nextDecision(now), "token" + ++tokens);
        }

        private EncodedValue value() {
            String content = (char) ('a' + random.nextInt(26)) + "é".repeat(SIZES[random.nextInt(SIZES.length)] / 2);
            return isLucky(0.2)
                    ? EncodedValue.binary(content.getBytes(StandardCharsets.UTF_8))
                    : EncodedValue.text(content);
        }

        private AttributeChanges changes() {
            Map<String, EncodedValue> set = new HashMap<>();
            Set<String> removed = new TreeSet<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                if (isLucky(0.2)) {
                    set.remove(name);
                    removed.add(name);
                } else {
                    removed.remove(name);
                    set.put(name, value());
                }
            }
            return new AttributeChanges(set, removed);
        }

        private void apply(AttributeChanges changes) {
            expected.putAll(changes.set());
            expected.keySet().removeAll(changes.removed());
        }

        private static TimesChange times(SessionTimes known, Duration interval, Instant at) {
            return new TimesChange(known.maxInactiveInterval(), at, interval, at.plus(interval));
        }

        private Duration interval(SessionTimes known) {
            return isLucky(0.3) ? INTERVALS.get(random.nextInt(INTERVALS.size())) : known.maxInactiveInterval();
        }

        private void create() {
            AttributeChanges changes = changes();
            Duration interval = INTERVALS.get(0);
            SessionTimes times = new SessionTimes(now, now, interval, now.plus(interval));
            Change.Create create = new Change.Create(new SessionRecord(id, times, changes.set(), token(null)));
            assertThat(table.client().put(create, now)).isInstanceOf(PutResult.Applied.class);
            apply(changes);
            see(create.session());
        }

        private void update() {
            AttributeChanges changes = changes();
            SessionRecord known = known();
            Set<String> refused = new TreeSet<>();
            boolean isTimed = isLucky(0.4);
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                String token = token(known.history());
                Change.Update update = new Change.Update(
                        known.id(),
                        changes,
                        IndexChanges.none(),
                        isTimed ? times(known.times(), interval(known.times()), now) : null,
                        token,
                        known.history().toForget(now),
                        Collections.unmodifiableSet(
                                new TreeSet<>(known.history().open(refused))),
                        isLucky(0.05) ? null : known);
                steps.add(depth + " update " + changes.set() + " -" + changes.removed() + " " + update.times()
                        + " knowing " + known.apart());
                PutResult result = table.client().put(update, now);
                steps.add(depth + " -> " + result.getClass().getSimpleName());
                if (result instanceof PutResult.Applied) {
                    apply(changes);
                    if (known.id().equals(id)) {
                        see(update.appliedTo(known));
                    }
                    return;
                }
                if (result instanceof PutResult.Gone) {
                    assertThat(known.id()).as("ended").isNotEqualTo(id);
                    return;
                }
                refused.add(token);
                known = ((PutResult.Stale) result).current();
            }
            throw new AssertionError("refused again and again");
        }

        private void touch() {
            boolean isFresh = isLucky(0.5);
            SessionRecord known = isFresh ? fresh() : known();
            int before = steps.size();
            TimesChange times = times(known.times(), known.times().maxInactiveInterval(), now);
            boolean touched = table.client().setExpires(known.id(), times, now);
            if (isFresh && before == steps.size()) {
                assertThat(touched).as("touched").isTrue();
            }
            steps.add(depth + " touched " + touched + " " + times);
        }

        private void rename() {
            String newId = newId();
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                SessionRecord old = fresh();
                AttributeChanges changes = changes();
                SessionRecord session = old.withId(newId)
                        .with(changes, old.history().after(token(old.history())))
                        .withTimes(old.times().with(times(old.times(), interval(old.times()), now)));
                PutResult result = table.client().put(new Change.Rename(old.id(), old.writeToken(), session), now);
                steps.add(depth + " rename " + result.getClass().getSimpleName());
                if (result instanceof PutResult.Applied) {
                    apply(changes);
                    id = newId;
                    seen.clear();
                    see(session);
                    return;
                }
                if (result instanceof PutResult.Gone) {
                    assertThat(old.id()).as("ended").isNotEqualTo(id);
                    return;
                }
            }
            throw new AssertionError("refused again and again");
        }

        private void check() {
            SessionRecord session = table.read(id, now);
            Set<String> names = new TreeSet<>(session.attributes().keySet());
            names.addAll(session.unloaded());
            assertThat(names).isEqualTo(expected.keySet());
            assertThat(table.values(session)).isEqualTo(expected);
            Instant end = table.endOfChunks(session);
            if (end != null) {
                assertThat(end).isAfter(session.times().expiresAt());
            }
            assertThat(table.references(id))
                    .as("references")
                    .isLessThanOrEqualTo(ChunkedAttributes.of(session).chunks().size() + 10);
        }

        @Override
        public void close() {
            table.close();
        }
    }
}
