package io.github.dynamodbsession.codec.contract;

import static io.github.dynamodbsession.codec.contract.Json.assertNotRead;
import static io.github.dynamodbsession.codec.contract.Json.tagged;
import static io.github.dynamodbsession.codec.contract.Json.taggedText;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.contract.Shop.Animal;
import io.github.dynamodbsession.codec.contract.Shop.Cart;
import io.github.dynamodbsession.codec.contract.Shop.Cat;
import io.github.dynamodbsession.codec.contract.Shop.Circle;
import io.github.dynamodbsession.codec.contract.Shop.Color;
import io.github.dynamodbsession.codec.contract.Shop.Customer;
import io.github.dynamodbsession.codec.contract.Shop.Drawing;
import io.github.dynamodbsession.codec.contract.Shop.Everything;
import io.github.dynamodbsession.codec.contract.Shop.Item;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that were written before a class or an enum was changed. */
abstract class ChangedClassTests {

    private final Codecs codecs;
    private final AttributeCodec codec;

    ChangedClassTests(Codecs codecs) {
        this.codecs = codecs;
        this.codec = codecs.ofTheShop();
    }

    @Test
    void aFieldThatWasAddedIsNullOrZero() {
        assertThat(codec.decode(tagged(Item.class, "{\"name\":\"a\"}"))).isEqualTo(new Item("a", null, 0));
        assertThat(codec.decode(tagged(Circle.class, "{}"))).isEqualTo(new Circle(0));
        assertThat(codec.decode(tagged(Customer.class, "{\"name\":\"a\"}"))).isEqualTo(new Customer("a"));
        assertThat(((Everything) codec.decode(tagged(Everything.class, "{}"))).more())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"price\":1,\"count\":1,\"gone\":\"s3cret-value\"}",
                "{\"name\":5,\"price\":1,\"count\":1}",
                "{\"name\":true,\"price\":1,\"count\":1}",
                "{\"name\":{\"first\":\"s3cret-value\"},\"price\":1,\"count\":1}",
                "{\"name\":[\"s3cret-value\"],\"price\":1,\"count\":1}",
                "{\"name\":\"a\",\"price\":\"s3cret-value\",\"count\":1}",
                "{\"name\":\"a\",\"price\":true,\"count\":1}",
                "{\"name\":\"a\",\"price\":1,\"count\":\"s3cret-value\"}",
                "{\"name\":\"a\",\"price\":1,\"count\":1.5}",
                "{\"name\":\"a\",\"price\":1,\"count\":true}",
                "{\"name\":\"a\",\"price\":1,\"count\":2147483648}",
                "{\"name\":\"a\",\"price\":1,\"count\":1e10}",
                "{\"name\":\"a\",\"price\":1e100000,\"count\":1}",
                "{\"name\":\"a\",\"name\":\"s3cret-value\",\"price\":1,\"count\":1}",
                "[\"s3cret-value\"]",
                "\"s3cret-value\"",
                "5",
                "true",
                "null"
            })
    void anItemThatIsNoneIsNotRead(String value) {
        assertNotRead(codec, taggedText(Item.class, value));
        assertNotRead(codec, "[" + taggedText(Item.class, value) + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bool\":1}",
                "{\"bool\":\"s3cret-value\"}",
                "{\"small\":128}",
                "{\"small\":200}",
                "{\"less\":32768}",
                "{\"more\":9223372036854775808}",
                "{\"more\":1.5}",
                "{\"single\":1e39}",
                "{\"twice\":1e309}",
                "{\"twice\":\"s3cret-value\"}",
                "{\"letter\":\"s3cret-value\"}",
                "{\"letter\":65}",
                "{\"boxedNumber\":1.5}",
                "{\"boxedBool\":0}",
                "{\"big\":1.5}",
                "{\"id\":\"s3cret-value\"}",
                "{\"currency\":\"s3cret-value\"}",
                "{\"instant\":\"s3cret-value\"}",
                "{\"instant\":5}",
                "{\"day\":[2026,2,28]}",
                "{\"date\":0}",
                "{\"weekday\":\"s3cret-value\"}",
                "{\"weekday\":1}",
                "{\"color\":\"s3cret-value\"}",
                "{\"color\":0}"
            })
    void aComponentOfAnotherTypeIsNotRead(String value) {
        assertNotRead(codec, taggedText(Everything.class, value));
    }

    @Test
    void aConstantThatLeftIsNotRead() {
        assertNotRead(codec, taggedText(Color.class, "\"BLUE\"")).hasMessageContaining(Color.class.getName());
        assertNotRead(codec, taggedText(Cart.class, "{\"color\":\"BLUE\"}"));
        assertNotRead(codec, "{\"@type\":\"EnumSet<" + Color.class.getName() + ">\",\"@value\":[\"BLUE\"]}");
    }

    @Test
    void whatBecameAnEnumOrIsNoneAnyMoreIsNotRead() {
        assertNotRead(codec, taggedText(Color.class, "{\"name\":\"RED\"}"));
        assertNotRead(codec, taggedText(Item.class, "\"RED\""));
        assertNotRead(codec, "{\"@type\":\"EnumSet<" + Item.class.getName() + ">\",\"@value\":[\"RED\"]}");
    }

    @Test
    void aClassThatLeftIsNamed() {
        assertNotRead(codec, "{\"@type\":\"com.acme.Gone\",\"@value\":{}}");
        AttributeCodec elsewhere = codecs.with(
                options -> options.allowClass(Item.class).classLoader(ClassLoader.getPlatformClassLoader()));
        EncodedValue encoded = elsewhere.encode(new Item("a", null, 1));

        assertNotRead(elsewhere, Json.text(encoded)).hasMessageContaining(Item.class.getName() + " was not found");
    }

    @Test
    void aClassThatDoesNotFitWhereItStandsAnyMoreIsNotRead() {
        for (String shape : List.of(
                taggedText(Item.class, "{\"name\":\"a\"}"),
                taggedText(Cat.class, "{\"name\":\"a\"}"),
                taggedText(Color.class, "\"RED\""),
                "{\"@type\":\"" + Circle.class.getName() + "\"}",
                "{\"@type\":5,\"@value\":{}}",
                "{\"@type\":\"long\",\"@value\":5}",
                "{\"@type\":\"" + Circle.class.getName() + "\",\"@value\":{\"radius\":1},\"more\":1}",
                "{\"radius\":1}",
                "\"LEFT\"",
                "5")) {
            assertNotRead(codec, taggedText(Drawing.class, "{\"first\":" + shape + "}"));
        }
        assertNotRead(codec, taggedText(Drawing.class, "{\"animal\":" + taggedText(Circle.class, "{}") + "}"));
        Drawing natural = (Drawing) codec.decode(tagged(Drawing.class, "{\"animal\":{\"name\":\"a\"}}"));
        assertThat(natural.animal()).isEqualTo(new Animal("a"));
    }
}
