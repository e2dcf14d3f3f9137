package io.github.dynamodbsession.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.storage.ApartAttributes;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.AttributeLoading;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.LoadedAttributes;
import io.github.dynamodbsession.core.storage.PutResult;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.TimesChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The capability to keep attributes apart, if the storage has it and large attributes are kept apart. */
@Asks(Promise.APART)
@ResourceLock(value = PromiseTests.REAPING, mode = ResourceAccessMode.READ_WRITE)
abstract class ApartAttributeTests extends PromiseTests {

    private static final int LARGE = 12_000;
    private static final EncodedValue SMALL = EncodedValue.text("small");
    private static final EncodedValue TEXT = EncodedValue.text(text(1));
    private static final EncodedValue BYTES = EncodedValue.binary(bytes(2));

    private StorageClient client;
    private AttributeLoading loading;
    private SessionRecord created;

    /** The session with {@code small}, {@code text} and {@code bytes}, as it was read. */
    private SessionRecord read;

    ApartAttributeTests(StorageUnderTest contract) {
        super(contract);
    }

    @BeforeEach
    void onlyWhereLargeAttributesAreKeptApart() {
        client = newClient();
        assumeTrue(
                client.capability(AttributeLoading.class).isPresent(),
                "this storage keeps no attributes apart (capability AttributeLoading)");
        loading = client.capability(AttributeLoading.class).orElseThrow();
        Map<String, EncodedValue> all = Map.of("small", SMALL, "text", TEXT, "bytes", BYTES);
        created = created(client, new SessionRecord(newId(), timesOf(TTL), all, newToken()));
        read = read(created.id());
        assumeTrue(
                read.unloaded().containsAll(Set.of("text", "bytes")),
                "this storage does not keep attributes of " + LARGE + " bytes apart");
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[LARGE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String text(int seed) {
        return new Random(seed)
                .ints(LARGE, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private SessionRecord read(String id) {
        return client.get(id, now()).orElseThrow(() -> new AssertionError("The session is not alive"));
    }

    private EncodedValue loaded(SessionRecord session, String name) {
        LoadedAttributes answer = loading.load(session, Set.of(name));
        assertThat(answer.unreadable()).isEmpty();
        EncodedValue value = answer.values().get(name);
        if (value == null) {
            throw new AssertionError("The attribute '" + name + "' was not loaded");
        }
        return value;
    }

    private static Set<String> names(SessionRecord session) {
        Set<String> names = new HashSet<>(session.attributes().keySet());
        names.addAll(session.apart().names());
        return names;
    }

    private static ApartAttributes only(SessionRecord session, String name) {
        Set<String> others = new HashSet<>(session.apart().names());
        others.remove(name);
        return session.apart().without(others);
    }

    private void update(AttributeChanges changes) {
        assertThat(client.put(new Change.Update(created.id(), changes, null, newToken()), now()))
                .isEqualTo(PutResult.applied());
    }

    @Test
    @LookAt("A record does not name all attributes of its session: does apart() name each one that is not "
            + "among attributes(), and unloaded() with them?")
    void allNamesAreKnownWithoutLoading() {
        assertThat(names(read)).containsExactlyInAnyOrder("small", "text", "bytes");
    }

    @Test
    @LookAt("A value did not come back as it was stored: is each one put together from all of its parts, as "
            + "the text or the bytes that it is?")
    void whatIsLoadedIsWhatWasStored() {
        LoadedAttributes both = loading.load(read, Set.of("text", "bytes"));

        assertThat(both.unreadable()).isEmpty();
        assertThat(both.values()).containsEntry("text", TEXT).containsEntry("bytes", BYTES);
        assertThat(loaded(read, "text")).isEqualTo(TEXT);
        assertThat(loaded(read, "bytes")).isEqualTo(BYTES);
        assertThat(whole(client, read)).isEqualTo(created);
    }

    @Test
    @LookAt("A name of no attribute that is stored apart was answered with a value, or failed: does load ignore it?")
    void otherNamesAreIgnored() {
        LoadedAttributes answer = loading.load(read, Set.of("unknown", "text"));

        assertThat(answer.values()).containsEntry("text", TEXT).doesNotContainKey("unknown");
        assertThat(answer.unreadable()).isEmpty();
    }

    @Test
    @LookAt("An update of one attribute changed or rewrote another one that is stored apart: does it leave alone "
            + "what it was not given, and are equal references equal?")
    void anUpdateOfAnotherLeavesItWhereItIs() {
        update(setting("small", "other"));

        SessionRecord after = read(created.id());
        assertThat(only(after, "text"))
                .as("where the text is stored after the update")
                .isEqualTo(only(read, "text"));
        assertThat(loaded(after, "text")).isEqualTo(TEXT);
        assertThat(names(after)).containsExactlyInAnyOrder("small", "text", "bytes");
    }

    @Test
    @LookAt("A touch changed what is stored apart, or lost it: does setExpires write times only?")
    void aTouchLeavesItWhereItIs() {
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.setExpires(created.id(), new TimesChange(TTL, now(), TTL, now().plus(TTL)), now()))
                .isTrue();

        SessionRecord after = read(created.id());
        assertThat(after.apart()).isEqualTo(read.apart());
        assertThat(loaded(after, "bytes")).isEqualTo(BYTES);
    }

    @Test
    @LookAt("An attribute that was written anew has its old value, or a record that was read before has the new "
            + "one: is what is stored apart never written in place?")
    void whatWasReadBeforeAChangeStaysReadable() {
        EncodedValue other = EncodedValue.text(text(3));
        update(new AttributeChanges(Map.of("text", other), Set.of("bytes")));

        SessionRecord after = read(created.id());
        assertThat(whole(client, after).attributes()).isEqualTo(Map.of("small", SMALL, "text", other));
        assertThat(loaded(read, "text")).isEqualTo(TEXT);
        assertThat(loaded(read, "bytes")).isEqualTo(BYTES);
    }

    @Test
    @LookAt("An attribute that became small is still stored apart, or has its old value: does an update of an "
            + "attribute end what is stored apart of it?")
    void whatIsSmallNowHasItsNewValue() {
        update(setting("text", "small now"));

        assertThat(whole(client, read(created.id())).attributes())
                .isEqualTo(Map.of("small", SMALL, "text", EncodedValue.text(VALUE + "small now"), "bytes", BYTES));
    }

    @Test
    @LookAt("An id change lost or rewrote what is stored apart: does it carry along what apart() of the new record "
            + "names, although its values are not among attributes()?")
    void anIdChangeCarriesItAlong() {
        String newId = newId();
        SessionRecord moved = read.withId(newId)
                .with(setting("small", "other"), read.history().after(newToken()));
        assertThat(client.put(new Change.Rename(read.id(), read.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());

        SessionRecord after = read(newId);
        assertThat(only(after, "text")).isEqualTo(only(read, "text"));
        assertThat(whole(client, after).attributes())
                .isEqualTo(Map.of("small", EncodedValue.text(VALUE + "other"), "text", TEXT, "bytes", BYTES));
        assertThat(loaded(read, "bytes")).as("for who read the old id").isEqualTo(BYTES);
        assertAbsent(client, read.id());
    }

    @Test
    @LookAt("An id change kept what it removes or sets: does apart() of the new record, which lacks it, decide?")
    void anIdChangeDropsWhatItRemovesOrSets() {
        String newId = newId();
        EncodedValue small = EncodedValue.text("small now");
        SessionRecord moved = read.withId(newId)
                .with(
                        new AttributeChanges(Map.of("text", small), Set.of("bytes")),
                        read.history().after(newToken()));
        assertThat(client.put(new Change.Rename(read.id(), read.writeToken(), moved), now()))
                .isEqualTo(PutResult.applied());

        assertThat(whole(client, read(newId)).attributes()).isEqualTo(Map.of("small", SMALL, "text", small));
    }

    @Test
    @LookAt("What is stored apart cannot be read once its session is deleted: does it outlive the session for "
            + "some hours, for requests and listeners?")
    void aDeletedSessionCanStillBeRead() {
        SessionRecord deleted = client.delete(created.id(), now()).orElseThrow();

        assertThat(names(deleted)).containsExactlyInAnyOrder("small", "text", "bytes");
        assertThat(whole(client, deleted)).isEqualTo(created);
        assertThat(loaded(read, "text")).as("for who read it before").isEqualTo(TEXT);
    }

    @Test
    @LookAt("What is stored apart cannot be read once its session is reaped: is it kept for some hours, for "
            + "listeners?")
    void aReapedSessionCanStillBeRead() {
        clock.moveTo(expiry(created).plusSeconds(1));
        List<SessionRecord> reaped = new ArrayList<>();
        client.deleteExpired(now(), reaped::add);

        SessionRecord ended = reaped.stream()
                .filter(session -> session.id().equals(created.id()))
                .findFirst()
                .orElseThrow();
        assertThat(new TreeMap<>(whole(client, ended).attributes())).isEqualTo(new TreeMap<>(created.attributes()));
    }
}
