package io.github.dynamodbsession.codec.gson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gson's features: annotations, adapters, and the user's own Gson. */
class GsonAdapterTest {

    private static final String PREFIX = GsonAdapterTest.class.getName() + "$";

    private final GsonCodec codec = ofThisTest().build();

    private static GsonCodec.Builder ofThisTest() {
        GsonCodec.Builder builder = GsonCodec.builder();
        for (Class<?> type : GsonAdapterTest.class.getDeclaredClasses()) {
            if (type != NotListed.class) {
                builder.allowClass(type);
            }
        }
        return builder;
    }

    record Renamed(@SerializedName(value = "other_name", alternate = "old_name") String longName) {}

    record Plain(String longName, Instant since, int count) {}

    record Open(Object any) {}

    record OpenNumber(Number number) {}

    record Box<T>(T content) {}

    record Holder(Box<Plain> box) {}

    record Adapted(@JsonAdapter(Shouting.class) Object any) {}

    static final class Points extends ArrayList<Renamed> {
        private static final long serialVersionUID = 1L;
    }

    record Link(URL url) {}

    record NotListed(String name) {}

    record Holding(@JsonAdapter(Shouting.class) Object any, NotListed notListed) {}

    static final class Shouting extends TypeAdapter<Object> {
        @Override
        public void write(JsonWriter out, Object value) throws IOException {
            out.value(value + "!");
        }

        @Override
        public Object read(JsonReader in) throws IOException {
            return in.nextString().replace("!", "");
        }
    }

    private static String json(EncodedValue encoded) {
        return ((EncodedValue.Text) encoded).content();
    }

    private static EncodedValue tagged(String type, String value) {
        return EncodedValue.text("{\"@type\":\"" + PREFIX + type + "\",\"@value\":" + value + "}");
    }

    @Test
    void annotationsAreHeeded() {
        assertThat(json(codec.encode(new Renamed("a")))).endsWith("{\"other_name\":\"a\"}}");
        assertThat(codec.decode(tagged("Renamed", "{\"old_name\":\"a\"}"))).isEqualTo(new Renamed("a"));
        assertThatThrownBy(() -> codec.decode(tagged("Renamed", "{\"longName\":\"a\"}")))
                .isInstanceOf(SessionCodecException.class);
        assertThat(codec.decode(codec.encode(new Adapted("a")))).isEqualTo(new Adapted("a"));
    }

    @Test
    void whatIsDeclaredAsAnythingIsRefusedBecauseGsonWouldGuess() {
        for (Object open : List.of(new Open("a"), new OpenNumber(5), new Box<>("a"))) {
            assertThatThrownBy(() -> codec.encode(open))
                    .isInstanceOf(SessionCodecException.class)
                    .hasMessageContaining(open.getClass().getName())
                    .hasMessageContaining("declare a concrete type");
        }
        Holder holder = new Holder(new Box<>(new Plain("a", Instant.EPOCH, 1)));
        assertThat(codec.decode(codec.encode(holder))).isEqualTo(holder);
    }

    @Test
    void aGsonOfTheUsersDecidesAboutHisClasses() {
        GsonCodec snaky = ofThisTest()
                .gson(new GsonBuilder()
                        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                        .registerTypeAdapter(Open.class, (JsonSerializer<Open>) (open, type, context) ->
                                new JsonPrimitive(open.any().toString()))
                        .registerTypeAdapter(Open.class, (JsonDeserializer<Open>)
                                (element, type, context) -> new Open(element.getAsString()))
                        .registerTypeAdapter(Instant.class, (JsonSerializer<Instant>)
                                (instant, type, context) -> new JsonPrimitive(instant.toEpochMilli()))
                        .registerTypeAdapter(Instant.class, (JsonDeserializer<Instant>)
                                (element, type, context) -> Instant.ofEpochMilli(element.getAsLong()))
                        .setPrettyPrinting()
                        .create())
                .build();
        Plain plain = new Plain("a", Instant.EPOCH, 1);

        assertThat(json(snaky.encode(plain))).endsWith("{\"long_name\":\"a\",\"since\":0,\"count\":1}}");
        assertThat(snaky.decode(snaky.encode(plain))).isEqualTo(plain);
        assertThat(snaky.decode(snaky.encode(new Open("a")))).isEqualTo(new Open("a"));
        assertThatThrownBy(() -> snaky.decode(tagged("Plain", "{\"longName\":\"a\"}")))
                .isInstanceOf(SessionCodecException.class);
    }

    @Test
    void aGsonOfTheUsersIsKeptToTheListAndToTheJdksValuesAsWell() {
        GsonCodec plain = ofThisTest().gson(new Gson()).build();

        Plain value = new Plain("a", Instant.EPOCH, 1);
        assertThat(plain.encode(value)).isEqualTo(codec.encode(value));
        assertThat(plain.decode(plain.encode(value))).isEqualTo(value);
        assertThatThrownBy(() -> plain.encode(new Holding("a", new NotListed("s3cret"))))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("NotListed")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> plain.decode(tagged("Plain", "{\"count\":3000000000}")))
                .isInstanceOf(SessionCodecException.class);
    }

    @Test
    void aCollectionOfTheUsersIsRefusedBecauseGsonDoesNotTellWhatIsInIt() {
        assertThatThrownBy(() -> codec.encode(new Points()))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining(Points.class.getName())
                .hasMessageContaining("in a field");
    }

    @Test
    void aClassOfTheJdkThatIsNoValueHasToBeNamed() throws IOException {
        Link link = new Link(new URL("http://127.0.0.1/"));
        assertThatThrownBy(() -> codec.encode(link))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("java.net.URL");

        GsonCodec linking = ofThisTest().allowClass(URL.class).build();
        assertThat(((Link) linking.decode(linking.encode(link))).url().getHost())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void anObjectThatIsAlteredInPlaceIsEncodedAnotherWay() {
        Map<String, Object> map = new HashMap<>(Map.of("a", new Renamed("a")));
        EncodedValue before = codec.encode(map);

        map.put("a", new Renamed("b"));

        assertThat(codec.encode(map)).isNotEqualTo(before);
        assertThat(codec.encode(codec.decode(before))).isEqualTo(before);
    }
}
