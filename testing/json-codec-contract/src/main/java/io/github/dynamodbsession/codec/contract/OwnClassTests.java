package io.github.dynamodbsession.codec.contract;

import static io.github.dynamodbsession.codec.contract.Json.assertNotWritten;
import static io.github.dynamodbsession.codec.contract.Json.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.contract.Shop.Animal;
import io.github.dynamodbsession.codec.contract.Shop.Anything;
import io.github.dynamodbsession.codec.contract.Shop.Cart;
import io.github.dynamodbsession.codec.contract.Shop.Cat;
import io.github.dynamodbsession.codec.contract.Shop.Circle;
import io.github.dynamodbsession.codec.contract.Shop.Containers;
import io.github.dynamodbsession.codec.contract.Shop.Customer;
import io.github.dynamodbsession.codec.contract.Shop.Drawing;
import io.github.dynamodbsession.codec.contract.Shop.Item;
import io.github.dynamodbsession.codec.contract.Shop.OneWay;
import io.github.dynamodbsession.codec.contract.Shop.Side;
import io.github.dynamodbsession.codec.contract.Shop.Trojan;
import io.github.dynamodbsession.codec.contract.foreign.Gadget;
import io.github.dynamodbsession.codec.contract.foreign.Trace;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How objects of the user's own classes are stored. */
abstract class OwnClassTests {

    private final Codecs codecs;
    private final AttributeCodec codec;

    OwnClassTests(Codecs codecs) {
        this.codecs = codecs;
        this.codec = codecs.ofTheShop();
    }

    private Object again(Object value) {
        return codec.decode(codec.encode(value));
    }

    @Test
    void anObjectIsReadableAndNamesItsClassOnce() {
        assertThat(text(codec.encode(Shop.cart("me"))))
                .isEqualTo("{\"@type\":\"" + Cart.class.getName() + "\",\"@value\":{\"owner\":\"me\",\"items\":["
                        + "{\"name\":\"me\",\"price\":9.90,\"count\":2},"
                        + "{\"name\":\"other\",\"price\":null,\"count\":1}],"
                        + "\"since\":\"2026-02-28T23:59:59Z\",\"color\":\"GREEN\"}}");
    }

    @Test
    void theFieldsAreTheStateWhateverTheMethodsDo() {
        Customer customer = Shop.customer();

        Customer again = (Customer) again(customer);

        assertThat(again).isEqualTo(customer);
        assertThat(customer.cached()).isEqualTo("changed");
        assertThat(again.cached()).as("a transient field").isNotEqualTo("changed");
    }

    @Test
    void whatCanStandForAnotherKeepsItsClass() {
        Drawing again = (Drawing) again(Shop.drawing());

        assertThat(again.first()).isEqualTo(new Circle(1));
        assertThat(again.shapes()).contains(Side.LEFT);
        assertThat(again.animal()).isExactlyInstanceOf(Animal.class);
        assertThat(again.other()).isExactlyInstanceOf(Cat.class);
    }

    @Test
    void whatIsInCollectionsOfObjectsKeepsItsType() {
        Anything again = (Anything) again(Shop.anything());

        assertThat(again).isEqualTo(Shop.anything());
        assertThat(again.byName().get("long")).isEqualTo(5L);
        assertThat(again.byName().get("item")).isInstanceOf(Item.class);
    }

    @Test
    void aClassOffTheListIsRefusedWherever() {
        Gadget gadget = new Gadget("s3cret-value");
        for (Object value : List.of(
                gadget,
                new Gadget[] {gadget},
                new Gadget[0][],
                new Object[] {gadget},
                Arrays.asList(null, gadget),
                Map.of("key", gadget),
                Map.of(gadget, "value"),
                new Anything(Map.of("a", gadget), List.of(), Set.of(), List.of()),
                new Anything(Map.of(), List.of(List.of(gadget)), Set.of(), List.of()),
                new Trojan("a", gadget, null),
                new Trojan("a", null, List.of(gadget)))) {
            assertNotWritten(codec, value)
                    .hasMessageContaining(Gadget.class.getName())
                    .hasMessageContaining("allowClass");
        }
        Trace.clear();
    }

    @Test
    void aClassThatIsWrittenButCannotBeReadIsRefusedWhenItIsWritten() {
        assertNotWritten(codec, OneWay.make())
                .hasMessageContaining(OneWay.class.getName())
                .hasMessageContaining("cannot be read again");
    }

    @Test
    void withoutItsClassOnTheListAnObjectIsRefused() {
        assertNotWritten(codecs.plain(), Shop.cart("s3cret-value"))
                .hasMessageContaining(Cart.class.getName())
                .hasMessageContaining(".builder().allowClass(\"" + Cart.class.getName() + "\")");
    }

    @Test
    void whatIsTakenOutOfAnObjectCanBePutIntoTheSessionByItself() {
        Containers containers = (Containers) again(Shop.containers());

        for (Object part : List.of(
                containers.items(),
                containers.colors(),
                containers.instants(),
                containers.byName(),
                containers.byColor(),
                containers.byDay(),
                containers.byNumber(),
                containers.byItem())) {
            assertThat(again(part)).isEqualTo(part);
        }
        assertThat(codec.encode(containers)).isEqualTo(codec.encode(Shop.containers()));
    }

    @Test
    void bigNumbersKeepEveryDigit() {
        for (String digits : List.of("1" + "0".repeat(100), "9".repeat(2_000), "1E+300", "0.000", "-1.50")) {
            Item item = new Item("a", new BigDecimal(digits), 1);

            assertThat(again(item)).isEqualTo(item);
        }
    }

    @Test
    void halfASurrogatePairInAFieldIsRefused() {
        assertNotWritten(codec, new Item("half \uD83D", null, 1));
    }
}
