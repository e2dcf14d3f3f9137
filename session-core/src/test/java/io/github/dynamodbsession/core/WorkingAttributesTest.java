package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.SessionTimes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkingAttributesTest {

    private static final AttributeCodec CODEC = JavaSerializationCodec.create();
    private static final EncodedValue UNDECODABLE = EncodedValue.text("not of this codec");

    @Test
    void whatIsNotTouchedIsNeitherDecodedNorWritten() {
        Counting codec = new Counting();
        WorkingAttributes attributes = loaded(codec, Map.of("list", new ArrayList<>(List.of(1))));

        assertThat(attributes.names()).containsExactly("list");
        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());

        assertThat(codec.calls).hasValue(0);
    }

    @Test
    void whatCannotBeAlteredIsNotEncodedToSeeWhetherItWas() {
        Counting codec = new Counting();
        WorkingAttributes attributes =
                loaded(codec, Map.of("text", "a", "number", 1, "date", LocalDate.EPOCH, "enum", TimeUnit.DAYS));
        attributes.names().forEach(attributes::get);

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());

        assertThat(codec.calls).as("four decoded, nothing encoded").hasValue(4);
    }

    @Test
    void theSameObjectIsReadEachTime() {
        WorkingAttributes attributes = loaded(Map.of("list", new ArrayList<>(List.of(1))));

        assertThat(attributes.get("list")).isSameAs(attributes.get("list"));
    }

    @Test
    void aListThatWasAlteredInPlaceIsWritten() {
        WorkingAttributes attributes =
                loaded(Map.of("list", new ArrayList<>(List.of(1)), "other", new ArrayList<>(List.of("kept"))));
        attributes.get("other");
        list(attributes, "list").add(2);

        assertThat(attributes.changes()).isEqualTo(setting("list", new ArrayList<>(List.of(1, 2))));
    }

    @Test
    void aListThatWasReadOnlyIsNotWritten() {
        WorkingAttributes attributes = loaded(Map.of("list", new ArrayList<>(List.of(1))));
        list(attributes, "list");

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
    }

    @Test
    void aListThatWasAlteredAndTurnedBackIsNotWritten() {
        WorkingAttributes attributes = loaded(Map.of("list", new ArrayList<>(List.of(1))));
        list(attributes, "list").add(2);
        list(attributes, "list").remove(1);

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
    }

    /** The order in which a HashMap is written depends on its history, not only on what is in it. */
    @Test
    void aMapWhoseEncodingIsNotCanonicalIsWrittenOnlyIfItWasAltered() {
        Map<Object, Object> grown = new HashMap<>(1024);
        for (int i = 0; i < 20; i++) {
            grown.put("key-" + i * 7919, i);
        }
        EncodedValue stored = CODEC.encode(grown);
        assertThat(CODEC.encode(CODEC.decode(stored)))
                .as("the encoding of what was read")
                .isNotEqualTo(stored);
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of("map", stored), UnloadedAttributes.NONE, CODEC, new Binding(CODEC, Instant.EPOCH, null));
        Map<Object, Object> read = map(attributes, "map");

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());

        read.put("one more", 1);
        assertThat(attributes.changes().set()).containsOnlyKeys("map");
        read.remove("one more");
        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
    }

    @Test
    void settingAnEqualValueIsNoWrite() {
        WorkingAttributes attributes =
                loaded(Map.of("text", "a", "list", new ArrayList<>(List.of(1)), "map", new HashMap<>(Map.of("a", 1))));
        attributes.set("text", "a");
        attributes.set("list", new ArrayList<>(List.of(1)));
        attributes.set("map", new HashMap<>(Map.of("a", 1)));

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
    }

    @Test
    void settingAnotherTypeOfAnEqualValueIsAWrite() {
        WorkingAttributes attributes = loaded(Map.of("map", new LinkedHashMap<>(Map.of("a", 1))));
        attributes.set("map", new HashMap<>(Map.of("a", 1)));

        assertThat(attributes.changes().set()).containsOnlyKeys("map");
    }

    @Test
    void aValueIsEncodedInTheStateItHasWhenItIsSaved() {
        WorkingAttributes attributes = loaded(Map.of());
        List<Object> list = new ArrayList<>(List.of(1));
        attributes.set("list", list);
        list.add(2);

        assertThat(attributes.changes()).isEqualTo(setting("list", new ArrayList<>(List.of(1, 2))));
    }

    @Test
    void whatIsRemovedIsGoneAndItsRemovalWritten() {
        WorkingAttributes attributes = loaded(Map.of("a", 1, "b", 2));
        attributes.remove("a");

        assertThat(attributes.get("a")).isNull();
        assertThat(attributes.names()).containsExactly("b");
        assertThat(attributes.changes()).isEqualTo(new AttributeChanges(Map.of(), Set.of("a")));
    }

    @Test
    void whatWasNeverThereNeedsNoRemoval() {
        WorkingAttributes attributes = loaded(Map.of("a", 1));
        attributes.set("new", 1);
        attributes.remove("new");
        attributes.remove("missing");

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
    }

    @Test
    void whatIsRemovedAndSetAgainIsSet() {
        WorkingAttributes attributes = loaded(Map.of("a", 1));
        attributes.remove("a");
        attributes.set("a", 2);

        assertThat(attributes.get("a")).isEqualTo(2);
        assertThat(attributes.changes()).isEqualTo(setting("a", 2));
    }

    @Test
    void whatIsWrittenIsNotWrittenAgain() {
        WorkingAttributes attributes = loaded(Map.of("list", new ArrayList<>(List.of(1)), "removed", 1));
        list(attributes, "list").add(2);
        attributes.set("new", "value");
        attributes.remove("removed");
        attributes.written(attributes.changes());

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());

        list(attributes, "list").add(3);
        attributes.remove("new");
        assertThat(attributes.changes())
                .isEqualTo(new AttributeChanges(
                        Map.of("list", CODEC.encode(new ArrayList<>(List.of(1, 2, 3)))), Set.of("new")));
    }

    @Test
    void afterALostAnswerWhatIsThereDecidesWhatIsWritten() {
        WorkingAttributes attributes = loaded(Map.of("changed", "old", "removed", "old", "untouched", "old"));
        attributes.set("changed", "new");
        attributes.set("added", "new");
        attributes.remove("removed");
        AttributeChanges sent = attributes.changes();

        attributes.reload(
                sent,
                new SessionRecord(
                        "id",
                        new SessionTimes(Instant.EPOCH, Instant.EPOCH, Duration.ZERO, null),
                        Map.of("changed", CODEC.encode("new"), "untouched", CODEC.encode("other's")),
                        "token"));
        assertThat(attributes.changes()).isEqualTo(setting("added", "new"));

        attributes.set("changed", "old");
        attributes.remove("added");
        assertThat(attributes.changes()).isEqualTo(setting("changed", "old"));
    }

    @Test
    void anUndecodableValueIsLeftOutAndReportedOnce() {
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of("bad", UNDECODABLE, "good", CODEC.encode("value")),
                UnloadedAttributes.NONE,
                CODEC,
                new Binding(CODEC, Instant.EPOCH, null));

        assertThat(attributes.get("bad")).isNull();
        assertThat(attributes.get("bad")).isNull();
        assertThat(attributes.get("good")).isEqualTo("value");

        assertThat(attributes.names()).containsExactly("good");
        assertThat(attributes.takeUnreported()).singleElement().satisfies(e -> assertThat(e.attributeName())
                .hasValue("bad"));
        assertThat(attributes.takeUnreported()).isEmpty();
    }

    @Test
    void anUndecodableValueIsKeptUntilItIsOverwrittenOrRemoved() {
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of("one", UNDECODABLE, "two", UNDECODABLE, "three", UNDECODABLE),
                UnloadedAttributes.NONE,
                CODEC,
                new Binding(CODEC, Instant.EPOCH, null));
        attributes.get("one");
        attributes.get("two");
        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());

        attributes.set("one", "again");
        attributes.remove("two");
        AttributeChanges changes = attributes.changes();

        assertThat(changes).isEqualTo(new AttributeChanges(Map.of("one", CODEC.encode("again")), Set.of("two")));
        attributes.written(changes);
        assertThat(attributes.get("one")).isEqualTo("again");
        assertThat(attributes.names()).containsExactly("one", "three");
    }

    @Test
    void whatCannotBeEncodedIsNamed() {
        WorkingAttributes attributes = loaded(Map.of());
        attributes.set("bad", new Object());

        assertThatThrownBy(attributes::changes)
                .isInstanceOfSatisfying(SessionCodecException.class, e -> assertThat(e.attributeName())
                        .hasValue("bad"));
    }

    @Test
    void namesAreSortedAndASnapshot() {
        WorkingAttributes attributes = loaded(Map.of("b", 1, "a", 2));
        Set<String> names = attributes.names();
        attributes.set("0", 1);

        assertThat(names).containsExactly("a", "b");
        assertThat(attributes.names()).containsExactly("0", "a", "b");
        assertThatThrownBy(() -> names.add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static AttributeChanges setting(String name, Object value) {
        return new AttributeChanges(Map.of(name, CODEC.encode(value)), Set.of());
    }

    /** As encryption does: a value that was not altered has another stored form each time. */
    @Test
    void aLayerThatStoresAValueOtherwiseEachTimeCausesNoWrite() {
        Salting codec = new Salting();
        Map<String, EncodedValue> stored = Map.of("list", codec.encode(new ArrayList<>(List.of(1))));
        assertThat(codec.encode(List.of(1))).isNotEqualTo(codec.encode(List.of(1)));
        WorkingAttributes attributes =
                new WorkingAttributes(stored, UnloadedAttributes.NONE, codec, new Binding(codec, Instant.EPOCH, null));
        list(attributes, "list");

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
        attributes.set("list", new ArrayList<>(List.of(1)));
        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());

        list(attributes, "list").add(2);
        EncodedValue written = attributes.changes().set().get("list");
        assertThat(codec.decode(written)).isEqualTo(List.of(1, 2));
    }

    /** A save that is repeated because its answer was lost has the same changes. */
    @Test
    void theSameValueOfARequestHasOneStoredForm() {
        Salting codec = new Salting();
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of(), UnloadedAttributes.NONE, codec, new Binding(codec, Instant.EPOCH, null));
        attributes.set("list", new ArrayList<>(List.of(1)));

        AttributeChanges changes = attributes.changes();
        assertThat(attributes.changes()).isEqualTo(changes);

        attributes.set("list", new ArrayList<>(List.of(2)));
        assertThat(attributes.changes()).isNotEqualTo(changes);
    }

    @Test
    void anotherLevelOfCompressionCausesNoWriteAndNoDecoding() {
        List<Object> value = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            value.add("item " + i * i);
        }
        EncodedValue stored = CompressingCodec.builder(CODEC).level(1).build().encode(value);
        assertThat(CompressingCodec.around(CODEC).encode(value)).isNotEqualTo(stored);
        Counting counting = new Counting();
        CompressingCodec codec = CompressingCodec.around(counting);
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of("list", stored), UnloadedAttributes.NONE, codec, new Binding(codec, Instant.EPOCH, null));
        List<Object> list = list(attributes, "list");

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
        assertThat(counting.calls).as("decoded once, encoded once").hasValue(2);

        list.add("one more");
        EncodedValue written = attributes.changes().set().get("list");
        assertThat(codec.decode(written)).isEqualTo(list);
        assertThat(written.size()).isLessThan(CODEC.encode(list).size());
    }

    @Test
    void aValueThatWasStoredBeforeThereWasCompressionIsNotWrittenBecauseOfIt() {
        List<Object> value = new ArrayList<>(List.of("text ".repeat(1000)));
        CompressingCodec codec = CompressingCodec.around(CODEC);
        assertThat(codec.encode(value).size()).isLessThan(1000);
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of("list", CODEC.encode(value)),
                UnloadedAttributes.NONE,
                codec,
                new Binding(codec, Instant.EPOCH, null));
        list(attributes, "list");

        assertThat(attributes.changes()).isEqualTo(AttributeChanges.none());
    }

    @Test
    void aDamagedCompressedValueIsOverwrittenByWhatIsSet() {
        List<Object> value = new ArrayList<>(List.of("text ".repeat(1000)));
        CompressingCodec codec = CompressingCodec.around(CODEC);
        byte[] damaged = ((EncodedValue.Binary) codec.encode(value)).toByteArray();
        damaged[damaged.length - 1]++;
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of("list", EncodedValue.binary(damaged)),
                UnloadedAttributes.NONE,
                codec,
                new Binding(codec, Instant.EPOCH, null));
        assertThat(attributes.get("list")).isNull();
        assertThat(attributes.takeUnreported()).hasSize(1);

        attributes.set("list", value);

        assertThat(attributes.changes().set()).containsOnlyKeys("list");
    }

    @Test
    void aLayerThatCannotStoreAValueNamesTheAttribute() {
        LayeredCodec codec = new Salting() {
            @Override
            public EncodedValue wrap(EncodedValue encoding) {
                throw new SessionCodecException("has no key.");
            }
        };
        WorkingAttributes attributes = new WorkingAttributes(
                Map.of(), UnloadedAttributes.NONE, codec, new Binding(codec, Instant.EPOCH, null));
        attributes.set("cart", "a");

        assertThatThrownBy(attributes::changes)
                .isInstanceOf(SessionCodecException.class)
                .hasMessage("Attribute 'cart': has no key.");
    }

    /** Puts a number in front of each value. */
    private static class Salting implements LayeredCodec {
        private byte number;

        @Override
        public AttributeCodec inner() {
            return CODEC;
        }

        @Override
        public EncodedValue wrap(EncodedValue encoding) {
            byte[] bytes = ((EncodedValue.Binary) encoding).toByteArray();
            return EncodedValue.binary(ByteBuffer.allocate(bytes.length + 1)
                    .put(number++)
                    .put(bytes)
                    .flip());
        }

        @Override
        public String layer() {
            return "salted";
        }

        @Override
        public EncodedValue unwrap(EncodedValue stored) {
            return EncodedValue.binary(
                    ((EncodedValue.Binary) stored).asByteBuffer().position(1));
        }
    }

    private static WorkingAttributes loaded(Map<String, ?> values) {
        return loaded(CODEC, values);
    }

    private static WorkingAttributes loaded(AttributeCodec codec, Map<String, ?> values) {
        Map<String, EncodedValue> encoded = new HashMap<>();
        values.forEach((name, value) -> encoded.put(name, CODEC.encode(value)));
        return new WorkingAttributes(encoded, UnloadedAttributes.NONE, codec, new Binding(codec, Instant.EPOCH, null));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(WorkingAttributes attributes, String name) {
        return (List<Object>) attributes.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(WorkingAttributes attributes, String name) {
        return (Map<Object, Object>) attributes.get(name);
    }

    private static final class Counting implements AttributeCodec {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public EncodedValue encode(Object value) {
            calls.incrementAndGet();
            return CODEC.encode(value);
        }

        @Override
        public Object decode(EncodedValue encoded) {
            calls.incrementAndGet();
            return CODEC.decode(encoded);
        }
    }
}
