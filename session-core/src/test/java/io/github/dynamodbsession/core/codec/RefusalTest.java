package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.Serializable;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the message of a refusal says: class, path, the true reason, and what to paste. */
class RefusalTest {

    private static final String PACKAGE = RefusalTest.class.getPackageName();

    record Money(long cents) implements Serializable {}

    record Line(Object price) implements Serializable {}

    record Order(Map<String, Line[]> lines) implements Serializable {}

    private static String refusal(JavaSerializationCodec codec, Object value) {
        try {
            codec.encode(value);
        } catch (SessionCodecException e) {
            return e.forAttribute("order").getMessage();
        }
        throw new AssertionError("was not refused");
    }

    @Test
    void itNamesAttributeAndPathAndClassAndTheCallToPaste() {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allowClass(Order.class)
                .allowClass(Line.class)
                .build();
        Object order = List.of(new Order(
                new HashMap<>(Map.of("first", new Line[] {new Line("free"), new Line(List.of(new Money(5)))}))));
        String name = Money.class.getName();

        assertThat(refusal(codec, order))
                .isEqualTo("Attribute 'order': at [0].lines[\"first\"][1].price[0]: class " + name
                        + " is not on the codec's allow-list; allow it, if it is safe to read, with"
                        + " JavaSerializationCodec.builder().allowClass(\"" + name + "\") or .allowPackage(\"" + PACKAGE
                        + "\").");
        assertThat(refusal(JavaSerializationCodec.create(), new Money(5)))
                .startsWith("Attribute 'order': class " + name);
    }

    @Test
    void aKeyThatIsNoNameIsNotShown() {
        Map<Object, Object> byUser = new LinkedHashMap<>(Map.of("alice@example.org", new Money(5)));
        assertThat(refusal(JavaSerializationCodec.create(), byUser))
                .contains("at [value 1]: ")
                .doesNotContain("alice");
    }

    @Test
    void itSaysHowTheUserWouldAllowIt() {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allowedBy(name -> "set the property classes=" + name + ".")
                .build();
        assertThat(refusal(codec, new Money(5))).endsWith("; set the property classes=" + Money.class.getName() + ".");
    }

    @Test
    void aClassIsAllowedByItsName() {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allowClass(Money.class.getName())
                .allowClass("java.text.DecimalFormatSymbols")
                .build();
        assertThat(codec.decode(codec.encode(new Money(5)))).isEqualTo(new Money(5));
        for (String wrong : List.of("", "com.acme.", "[Lcom.acme.Cart;", "com/acme/Cart", "com.acme.*")) {
            assertThatThrownBy(() -> JavaSerializationCodec.builder().allowClass(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowClass: '" + wrong + "'");
        }
    }

    @Test
    void viewsAndWrappersOfTheJdkAreToBeCopied() {
        TreeMap<String, Integer> tree = new TreeMap<>(Map.of("a", 1, "b", 2));
        for (Object view : List.of(
                new ArrayList<>(List.of(1, 2)).subList(0, 1),
                List.of(1, 2).subList(0, 1),
                tree.headMap("b"),
                tree.descendingMap(),
                tree.keySet(),
                new HashMap<>(tree).values(),
                new HashMap<>(tree).keySet())) {
            assertThat(refusal(JavaSerializationCodec.create(), new ArrayList<>(List.of(view))))
                    .as(view.getClass().getName())
                    .contains("class " + view.getClass().getName())
                    .contains("at [0]: ")
                    .contains("copy it into a plain collection")
                    .doesNotContain("allowClass");
        }
    }

    @Test
    void aUrlIsToBeAUri() throws Exception {
        for (Object value : List.of(
                URI.create("http://127.0.0.1/").toURL(),
                List.of(URI.create("http://127.0.0.1/").toURL()))) {
            for (JavaSerializationCodec codec : List.of(
                    JavaSerializationCodec.create(),
                    JavaSerializationCodec.builder()
                            .allow(ClassGroup.SPRING_SECURITY)
                            .build())) {
                assertThat(refusal(codec, value)).contains("java.net.URL").contains("store a java.net.URI");
            }
        }
    }

    @Test
    void aZoneThatThisJdkDoesNotKnowIsSaidSo() throws Exception {
        JavaSerializationCodec codec = JavaSerializationCodec.create();
        byte[] zone = text(codec.encode(ZoneId.of("Europe/Berlin")), "Europe/Berlin", "Europe/Berlon");
        byte[] time = text(
                codec.encode(ZonedDateTime.parse("2026-01-01T00:00+01:00[Europe/Berlin]")),
                "Europe/Berlin",
                "Europe/Berlon");
        byte[] currency = text(codec.encode(java.util.Currency.getInstance("EUR")), "EUR", "EUQ");
        for (byte[] bytes : List.of(zone, time, currency)) {
            assertThatThrownBy(() -> codec.decode(EncodedValue.binary(bytes)))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining("that this JDK (")
                    .hasMessageContaining("does not know");
        }
    }

    @Test
    void aWrapperOfANewerJdkIsSaidSo() throws Exception {
        JavaSerializationCodec codec = JavaSerializationCodec.create();
        byte[] bytes = text(
                codec.encode(new ArrayList<>(List.of(java.util.Collections.unmodifiableList(new ArrayList<>())))),
                "java.util.Collections$UnmodifiableList",
                "java.util.Collections$UnmodifiableLisp");
        assertThatThrownBy(() -> codec.decode(EncodedValue.binary(bytes)))
                .hasMessageContaining("is not in this JDK")
                .hasMessageContaining("Copy the value into a plain collection");
    }

    private static byte[] text(EncodedValue encoded, String from, String to) throws Exception {
        byte[] bytes = ((EncodedValue.Binary) encoded).inputStream().readAllBytes();
        String all = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(all).contains(from);
        return all.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void aListCanBeLearned() {
        List<String> printed = new ArrayList<>();
        ClassLearner learner = new ClassLearner(names -> {
            printed.addAll(names);
            return String.join(",", names);
        });
        JavaSerializationCodec codec =
                JavaSerializationCodec.builder().learn(learner).build();
        Order order = new Order(new HashMap<>(Map.of("a", new Line[] {new Line(new Money(5))})));
        assertThat(codec.decode(codec.encode(order))).isInstanceOf(Order.class);

        assertThat(learner.classes())
                .containsExactly(Line.class.getName(), Money.class.getName(), Order.class.getName());
        assertThat(learner.lines()).contains(Money.class.getName());
        learner.close();
        assertThat(printed).contains(Order.class.getName());
    }

    @Test
    void whatNeverBelongsIntoASessionIsNotLearned() throws Exception {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .learn(new ClassLearner(List::toString))
                .build();
        Runnable lambda = (Runnable & Serializable) () -> {};
        for (Object hostile :
                List.of(lambda, Runtime.class, URI.create("http://127.0.0.1/").toURL())) {
            assertThatThrownBy(() -> codec.encode(hostile)).isInstanceOf(SessionCodecException.class);
            assertThatThrownBy(() -> codec.decode(Serialized.of(hostile))).isInstanceOf(SessionCodecException.class);
        }
    }

    /** Whatever groups are on, what is in none of them stays refused, and before its class is loaded. */
    @Test
    void groupsAllowNothingElse() throws Exception {
        JavaSerializationCodec.Builder builder = JavaSerializationCodec.builder();
        for (ClassGroup group : ClassGroup.values()) {
            builder.allow(group);
        }
        JavaSerializationCodec codec = builder.build();
        Map<Object, Object> url = new HashMap<>(Map.of("x", new ArrayList<>()));
        url.put(URI.create("http://127.0.0.1/").toURL(), 1);
        java.util.Comparator<Object> lambda = (java.util.Comparator<Object> & Serializable) (a, b) -> a == b ? 0 : 1;
        for (Object hostile :
                List.of(url, lambda, new TreeMap<>(lambda), Runtime.class, new Money(5), new java.io.File("x"))) {
            assertThatThrownBy(() -> codec.encode(hostile)).isInstanceOf(SessionCodecException.class);
            EncodedValue bytes = Serialized.of(hostile);
            assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(SessionCodecException.class);
        }
        for (String name : List.of(
                "org.springframework.beans.factory.support.DisposableBeanAdapter",
                "org.springframework.web.context.request.DestructionCallbackBindingListener",
                "org.springframework.webflow.execution.repository.snapshot.SerializedFlowExecutionSnapshot",
                "org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider",
                "org.springframework.aop.framework.JdkDynamicAopProxy",
                "com.sun.faces.facelets.el.TagValueExpression",
                "com.nimbusds.oauth2.sdk.util.OrderedJSONObject",
                "java.net.URL",
                "java.sql.SQLException")) {
            assertThat(ClassGroup.values()).as(name).noneMatch(group -> group.contains(name));
        }
    }
}
