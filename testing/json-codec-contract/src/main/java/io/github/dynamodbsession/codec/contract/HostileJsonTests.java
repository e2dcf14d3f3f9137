package io.github.dynamodbsession.codec.contract;

import static io.github.dynamodbsession.codec.contract.Json.assertNotRead;
import static io.github.dynamodbsession.codec.contract.Json.taggedText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.codec.contract.Shop.Animal;
import io.github.dynamodbsession.codec.contract.Shop.Anything;
import io.github.dynamodbsession.codec.contract.Shop.Drawing;
import io.github.dynamodbsession.codec.contract.Shop.Item;
import io.github.dynamodbsession.codec.contract.Shop.Trojan;
import io.github.dynamodbsession.codec.contract.foreign.Trace;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON from an attacker who can write to the table. */
abstract class HostileJsonTests {

    /** By name, because a class literal would load the class. */
    private static final String FOREIGN = "io.github.dynamodbsession.codec.contract.foreign.";

    private static final String FILLED = "{\"command\":\"s3cret-value\"}";

    private final AttributeCodec codec;
    private final Set<String> loaded = new ConcurrentSkipListSet<>();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    HostileJsonTests(Codecs codecs) {
        this.codec = codecs.ofTheShop();
    }

    @BeforeEach
    void watch() {
        Trace.clear();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                loaded.add(name);
                return super.loadClass(name, resolve);
            }
        });
    }

    @AfterEach
    void nothingCameToLife() {
        Thread.currentThread().setContextClassLoader(before);
        Trace.assertNone();
        assertThat(loaded).noneMatch(name -> name.startsWith(FOREIGN) || name.startsWith("com.sun."));
    }

    static Stream<String> payloads() {
        List<String> objects = List.of(
                named(FOREIGN + "Gadget", FILLED),
                named(FOREIGN + "Gadget", "\"s3cret-value\""),
                named(FOREIGN + "Gadget[]", "[" + FILLED + "]"),
                named(FOREIGN + "Gadget[][]", "[]"),
                named("[L" + FOREIGN + "Gadget;", "[" + FILLED + "]"),
                named(FOREIGN + "GadgetEnum", "\"ONE\""),
                named("EnumSet<" + FOREIGN + "GadgetEnum>", "[\"ONE\"]"),
                named("EnumMap<" + FOREIGN + "GadgetEnum>", "{\"ONE\":1}"),
                named(FOREIGN + "GadgetRecord", FILLED),
                named(
                        "com.sun.rowset.JdbcRowSetImpl",
                        "{\"dataSourceName\":\"ldap://127.0.0.1/x\",\"autoCommit\":true}"),
                named("com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl", "{\"_bytecodes\":[\"yv66vg==\"]}"),
                named("org.springframework.context.support.ClassPathXmlApplicationContext", "\"http://127.0.0.1/x\""),
                named("javax.script.ScriptEngineManager", "[]"),
                named("java.net.URL", "\"http://127.0.0.1/\""),
                named("java.net.InetAddress", "\"s3cret-value.example.org\""),
                named("java.lang.Class", "\"" + FOREIGN + "Gadget\""),
                named("Class", "\"" + FOREIGN + "Gadget\""),
                named("java.lang.ProcessBuilder", "{\"command\":[\"s3cret-value\"]}"),
                named("java.lang.Runtime", "{}"),
                named("java.lang.reflect.Proxy", "{}"),
                named("jdk.proxy1.$Proxy0", "{}"),
                named("java.io.File", "\"/s3cret-value\""),
                named("java.lang.Throwable", "{}"));
        Stream<String> withoutTags = Stream.of(
                "{\"@class\":\"" + FOREIGN + "Gadget\",\"command\":\"s3cret-value\"}",
                "{\"@type\":\"" + FOREIGN + "Gadget\",\"command\":\"s3cret-value\"}",
                "{\"@type\":\"" + FOREIGN + "Gadget\"}");
        return Stream.concat(withoutTags, objects.stream());
    }

    private static String named(String type, String value) {
        return "{\"@type\":\"" + type + "\",\"@value\":" + value + "}";
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void noClassIsLoadedThatNobodyAllowed(String payload) {
        assertNotRead(codec, payload);
        assertNotRead(codec, "[[1," + payload + "]]");
        assertNotRead(codec, "{\"key\":{\"key\":" + payload + "}}");
        assertNotRead(codec, named("TreeSet", "[" + payload + "]"));
        assertNotRead(codec, named("LinkedHashMap", "[[" + payload + ",1]]"));
        assertNotRead(codec, named("Object[]", "[" + payload + "]"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void norWithinClassesOfTheUsers(String payload) {
        assertNotRead(codec, taggedText(Item.class, payload));
        assertNotRead(codec, taggedText(Item.class, "{\"name\":" + payload + "}"));
        assertNotRead(codec, taggedText(Animal.class, payload));
        for (String field : List.of("first", "shapes\":[" + payload + "],\"first", "animal", "side")) {
            assertNotRead(codec, taggedText(Drawing.class, "{\"" + field + "\":" + payload + "}"));
        }
        assertNotRead(codec, taggedText(Anything.class, "{\"byName\":" + payload + "}"));
        assertNotRead(codec, taggedText(Anything.class, "{\"byName\":{\"a\":" + payload + "}}"));
        assertNotRead(codec, taggedText(Anything.class, "{\"list\":[" + payload + "]}"));
        assertNotRead(codec, taggedText(Anything.class, "{\"numbers\":[" + payload + "]}"));
    }

    /** May be loaded by the declaring class or its loader, but nothing of it is read. */
    @Test
    void notEvenWhereAClassOfTheUsersDeclaresIt() {
        Thread.currentThread().setContextClassLoader(before);
        for (String field : List.of("gadget\":" + FILLED, "more\":[" + FILLED + "]", "gadget\":null")) {
            assertNotRead(codec, taggedText(Trojan.class, "{\"name\":\"a\",\"" + field + "}"));
        }
    }

    /** The format of default typing, which is read as a list of strings here. */
    @Test
    void aNameOfAClassThatIsNotWhereTheTypeIsIsAText() {
        String asArray = "[\"" + FOREIGN + "Gadget\"," + FILLED + "]";

        assertThat(codec.decode(EncodedValue.text(asArray)))
                .isEqualTo(List.of(FOREIGN + "Gadget", Map.of("command", "s3cret-value")));
        assertNotRead(codec, taggedText(Item.class, asArray));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "nul",
                "NaN",
                "Infinity",
                "-Infinity",
                "+1",
                "01",
                "1.",
                ".1",
                "0x1",
                "1 2",
                "\"a\" \"b\"",
                "'a'",
                "a",
                "\"a",
                "\"a\nb\"",
                "\"a\tb\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\ud83d\"",
                "\"\\ud83dx\"",
                "\"\\ude00\\ud83d\"",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1;2]",
                "[1",
                "1]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\"=1}",
                "{\"a\"}",
                "{1:1}",
                "{\"a\":1",
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"a\":1,\"\\u0061\":2}}",
                "// c\n1",
                "/* c */ 1",
                "# c\n1",
                ")]}'\n1",
                "\uFEFF\"a\"",
                "1e400",
                "99999999999999999999",
                "1.5"
            })
    void whatIsNotJsonOrNotAsWeWriteItIsNotRead(String text) {
        assertNotRead(codec, text);
    }

    @Test
    void bytesAreSaidToBeAnothers() {
        assertThat(catchThrowable(() -> codec.decode(EncodedValue.binary(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5}))))
                .hasMessageContaining("another codec");
    }
}
