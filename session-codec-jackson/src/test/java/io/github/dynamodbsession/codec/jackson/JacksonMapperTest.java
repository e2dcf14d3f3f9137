package io.github.dynamodbsession.codec.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Jackson's features: annotations, and the user's own mapper. */
class JacksonMapperTest {

    private static final String PREFIX = JacksonMapperTest.class.getName() + "$";

    private final JacksonCodec codec = ofThisTest().build();

    private static JacksonCodec.Builder ofThisTest() {
        JacksonCodec.Builder builder = JacksonCodec.builder();
        for (Class<?> type : JacksonMapperTest.class.getDeclaredClasses()) {
            if (type != NotListed.class) {
                builder.allowClass(type);
            }
        }
        return builder;
    }

    record Renamed(@JsonProperty("other_name") String name, @JsonIgnore String secret) {}

    record Open(Object any, Number number, Comparable<?> comparable, Serializable data) {}

    record Money(@JsonValue String text) {
        @JsonCreator
        static Money of(String text) {
            return new Money(text);
        }
    }

    record Outer(@JsonUnwrapped Point point, Money price) {}

    record Point(int x, int y) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(value = Dog.class, name = "dog")})
    interface Pet {}

    record Dog(String name) implements Pet {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface ByClass {}

    record Listed(String name) implements ByClass {}

    record NotListed(String name) implements ByClass {}

    record Owner(Pet pet, List<Pet> pets, ByClass byClass) {}

    static final class Points extends ArrayList<Point> {
        private static final long serialVersionUID = 1L;
    }

    static final class Things extends HashMap<String, Object> {
        private static final long serialVersionUID = 1L;
    }

    record Asked(Optional<String> maybe) {}

    @SuppressWarnings("unused") // Jackson looks at it
    static class Bean {
        private String hidden = "";

        public String getShown() {
            return hidden;
        }

        public void setShown(String shown) {
            this.hidden = shown;
        }
    }

    private static String json(EncodedValue encoded) {
        return ((EncodedValue.Text) encoded).content();
    }

    @Test
    void annotationsAreHeeded() {
        assertThat(json(codec.encode(new Renamed("a", "b")))).endsWith("{\"other_name\":\"a\"}}");
        assertThat(codec.decode(codec.encode(new Renamed("a", "b")))).isEqualTo(new Renamed("a", null));

        Outer outer = new Outer(new Point(1, 2), new Money("5 EUR"));
        assertThat(json(codec.encode(outer))).contains("\"x\":1,\"y\":2").contains("\"price\":\"5 EUR\"");
        assertThat(codec.decode(codec.encode(outer))).isEqualTo(outer);
        assertThat(codec.decode(codec.encode(new Money("5 EUR")))).isEqualTo(new Money("5 EUR"));
    }

    @Test
    void whatIsDeclaredAsAnythingTellsItsType() {
        Open open = new Open(new Point(1, 2), 5L, Instant.EPOCH, new ArrayList<>(List.of(1, 2L)));

        assertThat(codec.decode(codec.encode(open))).isEqualTo(open);
        assertThat(json(codec.encode(open))).contains("\"number\":{\"@type\":\"long\",\"@value\":5}");
        assertThatThrownBy(() -> codec.encode(new Open(new Thread(), null, null, null)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> codec.decode(
                        EncodedValue.text("{\"@type\":\"" + PREFIX + "Open\",\"@value\":{\"number\":\"s3cret\"}}")))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void annotationsMayNameTypesInTheirOwnWay() {
        Owner owner = new Owner(new Dog("a"), List.of(new Dog("b")), new Listed("c"));

        assertThat(codec.decode(codec.encode(owner))).isEqualTo(owner);
        assertThat(json(codec.encode(owner)))
                .contains("\"pet\":{\"@type\":\"dog\",\"name\":\"a\"}")
                .contains("\"byClass\":{\"@class\":\"" + PREFIX + "Listed\"");
        assertThat(codec.decode(codec.encode(new Dog("a")))).isEqualTo(new Dog("a"));
    }

    @Test
    void aClassThatAnAnnotationLetsTheJsonNameMustBeListedToo() {
        assertThatThrownBy(() -> codec.encode(new Owner(null, List.of(), new NotListed("a"))))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("NotListed");
        for (String name : List.of(PREFIX + "NotListed", "java.lang.Thread", "com.acme.Gone")) {
            assertThatThrownBy(() -> codec.decode(EncodedValue.text("{\"@type\":\"" + PREFIX
                            + "Owner\",\"@value\":{\"byClass\":{\"@class\":\"" + name + "\",\"name\":\"s3cret\"}}}")))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aMapperOfTheUsersDecidesAboutHisClasses() {
        JacksonCodec snaky = ofThisTest()
                .mapper(JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                        .build())
                .build();
        Bean bean = new Bean();
        bean.setShown("a");

        assertThat(json(snaky.encode(bean))).endsWith("{\"Shown\":\"a\"}}");
        assertThat(((Bean) snaky.decode(snaky.encode(bean))).getShown()).isEqualTo("a");
        assertThat(json(codec.encode(bean))).endsWith("{\"hidden\":\"a\"}}");
        assertThat(snaky.decode(EncodedValue.text(
                        "{\"@type\":\"" + PREFIX + "Point\",\"@value\":{\"X\":1,\"Y\":2,\"Gone\":3}}")))
                .isEqualTo(new Point(1, 2));
        assertThat(snaky.decode(snaky.encode(Map.of("a", 5L)))).isEqualTo(Map.of("a", 5L));
    }

    @Test
    void aMapperOfTheUsersIsKeptToTheListAsWell() {
        JacksonCodec plain = ofThisTest().mapper(JsonMapper.shared()).build();

        assertThatThrownBy(() -> plain.encode(new Open(new NotListed("s3cret"), null, null, null)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("NotListed")
                .hasMessageNotContaining("s3cret");
        Owner owner = new Owner(new Dog("a"), List.of(), new Listed("c"));
        assertThat(plain.decode(plain.encode(owner))).isEqualTo(owner);
    }

    @Test
    void aMapperWithDefaultTypingIsRefused() {
        JsonMapper typing = JsonMapper.builder()
                .activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder()
                                .allowIfBaseType(Object.class)
                                .build(),
                        DefaultTyping.NON_FINAL)
                .build();

        assertThatThrownBy(() -> JacksonCodec.builder().mapper(typing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mapper")
                .hasMessageContaining("default typing");
    }

    @Test
    void aClassOfTheJdkThatIsNoValueHasToBeNamed() {
        assertThatThrownBy(() -> codec.encode(new Asked(Optional.of("a"))))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.util.Optional");

        JacksonCodec asking = ofThisTest().allowClass(Optional.class).build();
        assertThat(asking.decode(asking.encode(new Asked(Optional.of("a"))))).isEqualTo(new Asked(Optional.of("a")));
    }

    @Test
    void aCollectionOfTheUsersHasToTellWhatIsInIt() {
        Points points = new Points();
        points.add(new Point(1, 2));

        assertThat(codec.decode(codec.encode(points))).isEqualTo(points).isInstanceOf(Points.class);
        assertThatThrownBy(() -> codec.encode(new Things()))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining(Things.class.getName())
                .hasMessageContaining("in a field");
    }

    @Test
    void anObjectThatIsAlteredInPlaceIsEncodedAnotherWay() {
        Map<String, Object> map = new HashMap<>(Map.of("point", new Point(1, 2)));
        EncodedValue before = codec.encode(map);

        map.put("point", new Point(1, 3));

        assertThat(codec.encode(map)).isNotEqualTo(before);
        assertThat(codec.encode(codec.decode(before))).isEqualTo(before);
    }
}
