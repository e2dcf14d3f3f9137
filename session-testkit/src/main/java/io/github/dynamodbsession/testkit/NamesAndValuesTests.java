package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.SessionOrigin;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import io.github.dynamodbsession.core.storage.WriteHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything in a session comes back unchanged. */
@Asks(Promise.NAMES_AND_VALUES)
abstract class NamesAndValuesTests extends PromiseTests {

    /** Each pair of names collides if names are escaped carelessly, trimmed, folded or normalised. */
    private static final List<String> NAMES = List.of(
            "",
            " ",
            "name",
            "Name",
            "name ",
            ".",
            "..",
            "a.b",
            "a.b.c",
            "a[0]",
            "a#b",
            "#a",
            ":a",
            "a:b",
            "\"",
            "'",
            "\\",
            "\\u002e",
            "a%2Eb",
            "%",
            "$",
            "$a",
            "_",
            "__",
            "-",
            "/",
            "a/b",
            "<a>&",
            "{}",
            "é",
            "e\u0301",
            "😀",
            "\t",
            "\n",
            "\u0001",
            "\u007f",
            "id",
            "expires",
            "attributes",
            "version",
            "token",
            "null",
            "0",
            "SET",
            "x".repeat(200),
            "x".repeat(199) + "y",
            "é".repeat(200));

    private static final int MANY = 2_000;

    NamesAndValuesTests(StorageUnderTest contract) {
        super(contract);
    }

    @Test
    @LookAt("Two names were taken for one, or a name was not kept: are names escaped, trimmed, folded or "
            + "normalised on their way?")
    void everyNameIsANameOfItsOwn() {
        SessionStore node = newNode();
        SessionStore other = newNode();
        Map<String, Object> expected = new TreeMap<>();
        for (String name : NAMES) {
            expected.put(name, "value " + expected.size());
        }
        assertThat(expected).hasSameSizeAs(NAMES);

        String id = stored(node, expected);
        assertThat(attributes(other, id)).isEqualTo(expected);

        for (String name : NAMES) {
            Session session = found(node, id);
            session.setAttribute(name, "changed");
            assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
            expected.put(name, "changed");
        }
        assertThat(attributes(other, id)).isEqualTo(expected);

        for (String name : NAMES) {
            Session session = found(node, id);
            session.removeAttribute(name);
            assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
            expected.remove(name);
            assertThat(found(other, id).attributeNames()).isEqualTo(expected.keySet());
        }
    }

    @Test
    @LookAt("A name was lost in a save of many, or by an id change: are names escaped the same way in every "
            + "write?")
    void everyNameCanBeSetAndRemovedInOneSaveAndSurvivesAnIdChange() {
        SessionStore node = newNode();
        String id = stored(node, Map.of());
        Session session = found(node, id);
        NAMES.forEach(name -> session.setAttribute(name, name));
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);

        node.changeId(session);
        assertThat(node.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(attributes(node, session.id()).keySet()).isEqualTo(Set.copyOf(NAMES));

        NAMES.forEach(session::removeAttribute);
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, session.id())).isEmpty();
    }

    @Test
    @LookAt("A value did not come back as it was: are texts kept in UTF-8 with their control characters, "
            + "empty ones as empty, and bytes as bytes, up to 100,000 of them?")
    void textsAndBytesComeBackAsTheyWere() {
        StorageClient client = newClient();
        byte[] large = new byte[100_000];
        new Random(9).nextBytes(large);
        Map<String, EncodedValue> values = Map.of(
                "empty text", EncodedValue.text(""),
                "text", EncodedValue.text("{\"é\":\"😀\",\"n\":[1,null]}"),
                "controls", EncodedValue.text("\u0000\u0001\t\r\n\u2028\uFFFD"),
                "long text", EncodedValue.text("é".repeat(30_000)),
                "empty bytes", EncodedValue.binary(new byte[0]),
                "zero", EncodedValue.binary(new byte[] {0}),
                "bytes", EncodedValue.binary(new byte[] {-128, -1, 0, 1, 127}),
                "large", EncodedValue.binary(large));
        SessionRecord session = created(client, new SessionRecord(newId(), timesOf(TTL), values, newToken()));
        assertThat(stored(client, session.id())).isEqualTo(session);

        SessionRecord empty = created(client, newRecord());
        AttributeChanges changes = new AttributeChanges(values, Set.of());
        assertThat(client.put(new Change.Update(empty.id(), changes, null, newToken()), now()))
                .isEqualTo(PutResult.applied());
        assertThat(stored(client, empty.id()).attributes()).isEqualTo(values);
    }

    @Test
    @LookAt("A text and bytes of the same content were taken for the same: is it stored which of the two a "
            + "value is?")
    void aTextAndBytesOfTheSameContentAreDifferent() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", "text"));
        EncodedValue bytes = EncodedValue.binary(new byte[] {'t', 'e', 'x', 't'});

        client.put(
                new Change.Update(
                        session.id(), new AttributeChanges(Map.of("name", bytes), Set.of()), null, newToken()),
                now());

        assertThat(stored(client, session.id()).attributes()).isEqualTo(Map.of("name", bytes));
    }

    @Test
    @LookAt("A save of thousands of attributes lost some: is there a limit on a statement that makes it "
            + "several writes?")
    void thousandsOfAttributesAreStoredChangedAndRemovedInOneSaveEach() {
        SessionStore node = newNode();
        Map<String, Object> expected = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            expected.put("attribute-" + i, "v" + i);
        }
        String id = stored(node, expected);
        assertThat(attributes(node, id)).isEqualTo(expected);

        Session changing = found(node, id);
        expected.replaceAll((name, value) -> "changed " + name.substring(10));
        expected.forEach(changing::setAttribute);
        assertThat(node.save(changing)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, id)).isEqualTo(expected);

        Session removing = found(node, id);
        for (int i = 0; i < MANY; i += 2) {
            removing.removeAttribute("attribute-" + i);
            expected.remove("attribute-" + i);
        }
        removing.setAttribute("one more", VALUE);
        expected.put("one more", VALUE);
        assertThat(node.save(removing)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, id)).isEqualTo(expected);
    }

    @Test
    @LookAt("An attribute that was removed could not be set again, or was not removed: does an update set "
            + "what it is given, and remove what it is given?")
    void anAttributeThatWasRemovedCanBeSetAgain() {
        SessionStore node = newNode();
        String id = stored(node, Map.of("name", "first"));
        Session session = found(node, id);
        for (String value : List.of("second", "third")) {
            session.removeAttribute("name");
            assertThat(session.attribute("name")).isEmpty();
            assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
            assertThat(attributes(node, id)).isEmpty();
            session.setAttribute("name", value);
            assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
            assertThat(attributes(node, id)).isEqualTo(Map.of("name", value));
        }
        session.removeAttribute("name");
        session.setAttribute("name", "fourth");
        assertThat(node.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(attributes(node, id)).isEqualTo(Map.of("name", "fourth"));
    }

    @Test
    @LookAt("Removing an attribute that is not there failed, or removed something else: is a missing name "
            + "ignored?")
    void removingWhatIsNotThereRemovesNothingElse() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord("name", VALUE));
        AttributeChanges changes = new AttributeChanges(texts("new", VALUE), Set.of("missing", ""));

        assertThat(client.put(new Change.Update(session.id(), changes, null, newToken()), now()))
                .isEqualTo(PutResult.applied());

        assertThat(stored(client, session.id()).attributes()).isEqualTo(texts("name", VALUE, "new", VALUE));
    }

    @Test
    @LookAt("A session without attributes is none, or cannot be changed: is it stored although it is empty?")
    void aSessionWithoutAttributesIsASession() {
        StorageClient client = newClient();
        SessionRecord session = created(client, newRecord());

        assertThat(stored(client, session.id())).isEqualTo(session);

        client.put(new Change.Update(session.id(), setting("name", VALUE), null, newToken()), now());
        assertThat(stored(client, session.id()).attributes()).isEqualTo(texts("name", VALUE));
    }

    @Test
    @LookAt("Times did not come back as they were: are they kept in milliseconds, far in the future too, an "
            + "interval below zero as it is, and no expiry as none?")
    void timesAreKeptToTheMillisecond() {
        StorageClient client = newClient();
        Instant created = now().minusMillis(86_400_123);
        Instant accessed = now().minusMillis(77);
        @Nullable Instant[] expiries = {null, now().plusMillis(12_345), now().plus(Duration.ofDays(36_525))};
        Duration[] intervals = {Duration.ofSeconds(-1), Duration.ofMillis(12_422), Duration.ofDays(36_525)};
        for (int i = 0; i < expiries.length; i++) {
            SessionTimes times = new SessionTimes(created, accessed, intervals[i], expiries[i]);
            SessionRecord session =
                    created(client, new SessionRecord(newId(), times, texts("name", VALUE), newToken()));

            assertThat(stored(client, session.id())).isEqualTo(session);
            assertThat(whole(client, newClient().delete(session.id(), now()))).hasValue(session);
        }
    }

    @Test
    @LookAt("A session lost its origin, so that its encrypted values cannot be read any more: is it stored with a "
            + "create and an id change, and left alone by everything else?")
    void theOriginOfASessionIsKeptForItsLife() {
        StorageClient client = newClient();
        SessionOrigin origin = SessionOrigin.random();
        String id = created(client, newRecord("name", VALUE).withOrigin(origin)).id();
        assertThat(originOf(client, id)).isEqualTo(origin);

        client.put(new Change.Update(id, setting("name", "newer"), null, newToken()), now());
        assertThat(originOf(client, id)).isEqualTo(origin);

        Map<String, EncodedValue> many = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            many.put("attribute-" + i, EncodedValue.text(VALUE));
        }
        client.put(new Change.Update(id, new AttributeChanges(many, Set.of()), null, newToken()), now());
        assertThat(originOf(client, id)).isEqualTo(origin);

        Instant accessed = now().plusSeconds(1);
        client.setExpires(id, new TimesChange(TTL, accessed, TTL, accessed.plus(TTL)), now());
        SessionRecord touched = stored(client, id);
        assertThat(touched.origin()).isEqualTo(origin);

        SessionOrigin next = SessionOrigin.random();
        SessionRecord moved =
                touched.withId(newId()).withOrigin(next).with(setting("name", "moved"), WriteHistory.begun(newToken()));
        assertThat(client.put(new Change.Rename(id, touched.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());
        assertThat(originOf(client, moved.id())).isEqualTo(next);
        assertThat(client.delete(moved.id(), now()).map(SessionRecord::origin)).contains(next);
    }

    private @Nullable SessionOrigin originOf(StorageClient client, String id) {
        return stored(client, id).origin();
    }

    @Test
    @LookAt("A session without an origin got one: is what is not there read as not there?")
    void aSessionWithoutAnOriginHasNone() {
        StorageClient client = newClient();

        assertThat(originOf(client, created(client, newRecord("name", VALUE)).id()))
                .isNull();
    }
}
