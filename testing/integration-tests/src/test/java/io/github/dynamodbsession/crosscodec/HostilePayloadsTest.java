package io.github.dynamodbsession.crosscodec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.contract.foreign.Gadget;
import io.github.dynamodbsession.codec.contract.foreign.GadgetEnum;
import io.github.dynamodbsession.codec.contract.foreign.GadgetRecord;
import io.github.dynamodbsession.codec.contract.foreign.Trace;
import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A payload from an attacker who can write to the table is undecodable with every codec, and executes nothing. */
class HostilePayloadsTest {

    private static final String GADGET = "\"command\":\"s3cret-value\"";

    private final List<SessionCodecException> reported = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void clear() {
        Trace.clear();
    }

    static Stream<Arguments> payloads() {
        List<Arguments> payloads = new ArrayList<>();
        objects()
                .forEach((what, object) -> payloads.add(Arguments.of(
                        "Java serialization: " + what, JavaSerializationCodec.create(), serialized(object))));
        texts().forEach((what, text) -> {
            payloads.add(Arguments.of("Jackson: " + what, JacksonCodec.create(), EncodedValue.text(text)));
            payloads.add(Arguments.of("Gson: " + what, GsonCodec.create(), EncodedValue.text(text)));
        });
        return payloads.stream();
    }

    private static Map<String, Object> objects() {
        Map<String, Object> objects = new LinkedHashMap<>();
        Gadget gadget = new Gadget("s3cret-value");
        objects.put("an object", gadget);
        objects.put("an array of such", new Gadget[] {gadget});
        objects.put("an empty array of arrays of such", new Gadget[0][]);
        objects.put("in a list in a map", Map.of("key", new ArrayList<>(List.of(gadget))));
        objects.put("as a key, whose hash code is asked for", new HashMap<>(Map.of(gadget, 1)));
        objects.put("in a set", new HashSet<>(Set.of(gadget)));
        objects.put("in an order, which compares", new PriorityQueue<>(List.of(gadget, new Gadget("b"))));
        objects.put("a record look-alike", new GadgetRecord("s3cret-value"));
        objects.put("an enum look-alike", GadgetEnum.ONE);
        objects.put("a set of enum look-alikes", EnumSet.of(GadgetEnum.ONE));
        objects.put("a map of enum look-alikes", new EnumMap<>(Map.of(GadgetEnum.ONE, 1)));
        objects.put("a proxy", proxy(gadget));
        objects.put("a lambda", (Comparator<Object> & Serializable) (a, b) -> a == b ? 0 : 1);
        objects.put("a class", Gadget.class);
        return objects;
    }

    private static Object proxy(Gadget gadget) {
        return Proxy.newProxyInstance(
                HostilePayloadsTest.class.getClassLoader(), new Class<?>[] {Comparable.class}, new Handler(gadget));
    }

    private static Map<String, String> texts() {
        String name = "io.github.dynamodbsession.codec.contract.foreign.Gadget";
        String gadget = named(name, "{" + GADGET + "}");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("an object", gadget);
        texts.put("an object as a text", named(name, "\"s3cret-value\""));
        texts.put("an array of such", named(name + "[]", "[{" + GADGET + "}]"));
        texts.put("an empty array of arrays of such", named(name + "[][]", "[]"));
        texts.put("in a list in a map", "{\"key\":[" + gadget + "]}");
        texts.put("as a key, whose hash code is asked for", named("LinkedHashMap", "[[" + gadget + ",1]]"));
        texts.put("in a set", named("LinkedHashSet", "[" + gadget + "]"));
        texts.put("in an order, which compares", named("PriorityQueue", "[" + gadget + "," + gadget + "]"));
        texts.put("a record look-alike", named(name + "Record", "{" + GADGET + "}"));
        texts.put("an enum look-alike", named(name + "Enum", "\"ONE\""));
        texts.put("a set of enum look-alikes", named("EnumSet<" + name + "Enum>", "[\"ONE\"]"));
        texts.put("a map of enum look-alikes", named("EnumMap<" + name + "Enum>", "{\"ONE\":1}"));
        texts.put("a proxy", named("jdk.proxy1.$Proxy1", "{}"));
        texts.put("a lambda", named(HostilePayloadsTest.class.getName() + "$$Lambda/0x1", "{}"));
        texts.put("a class", named("java.lang.Class", "\"" + name + "\""));
        texts.put("a class in a property", "{\"@class\":\"" + name + "\"," + GADGET + "}");
        texts.put("a type in a property", "{\"@type\":\"" + name + "\"," + GADGET + "}");
        texts.put("a data source", named("com.sun.rowset.JdbcRowSetImpl", "{\"autoCommit\":true}"));
        return texts;
    }

    private static String named(String type, String value) {
        return "{\"@type\":\"" + type + "\",\"@value\":" + value + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void aPayloadSpoilsItselfAndNothingElse(String what, AttributeCodec codec, EncodedValue payload) {
        StorageClient storage = InMemoryStorageClient.create();
        SessionStore store = SessionStore.builder(storage)
                .codec(codec)
                .listener(new SessionListener() {
                    @Override
                    public void onAttributeUndecodable(SessionCodecException failure) {
                        reported.add(failure);
                    }
                })
                .build();
        String id = sessionWith(payload, storage, store);
        Trace.clear();

        Session found = store.find(id).orElseThrow();
        assertThat(found.attribute("hostile")).isEmpty();
        assertThat(found.attribute("good")).hasValue("good");
        found.setAttribute("more", 5L);
        store.save(found);

        Trace.assertNone();
        assertThat(reported).hasSize(1).allSatisfy(failure -> assertThat(failure.toString())
                .contains("'hostile'")
                .doesNotContain("s3cret-value"));
        Map<String, EncodedValue> stored =
                storage.get(id, Instant.now()).orElseThrow().attributes();
        assertThat(stored).containsEntry("hostile", payload).containsKeys("good", "more");
    }

    private static String sessionWith(EncodedValue payload, StorageClient storage, SessionStore store) {
        Session session = store.create();
        session.setAttribute("good", "good");
        store.save(session);
        AttributeChanges hostile = new AttributeChanges(Map.of("hostile", payload), Set.of());
        storage.put(new Change.Update(session.id(), hostile, null, "token"), Instant.now());
        return session.id();
    }

    private static EncodedValue serialized(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return EncodedValue.binary(bytes.toByteArray());
    }

    private static final class Handler implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        private final Gadget gadget;

        Handler(Gadget gadget) {
            this.gadget = gadget;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            return gadget.getCommand().length();
        }
    }
}
