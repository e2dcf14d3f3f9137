package io.github.dynamodbsession.dynamo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.proxy.Call;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls of each kind of request, counted on the wire, so that the SDK's own retries count as well. */
abstract class CallsPerRequestTests extends AdapterTests {

    private final List<CallListener.Made> notified = new CopyOnWriteArrayList<>();
    private FaultProxy proxy;
    private SessionStore store;

    CallsPerRequestTests(AdapterUnderTest adapter) {
        super(adapter);
    }

    /** A class of the application, as applications store them in sessions. */
    record Cart(List<String> items) implements Serializable {}

    @BeforeEach
    void start() {
        proxy = FaultProxy.to(engine());
        store = storeOn(creating(proxy.endpoint()).scanSegments(1).callListener(notified::add))
                .codec(JavaSerializationCodec.builder().allowClass(Cart.class).build())
                .build();
        forget();
    }

    @AfterEach
    void stop() {
        store.close();
        proxy.close();
    }

    private void forget() {
        proxy.forget();
        notified.clear();
    }

    private List<String> sent() {
        return proxy.calls().stream().map(Call::operation).toList();
    }

    private String stored() {
        Session session = store.create();
        session.setAttribute("count", 1);
        session.setAttribute("map", new HashMap<>(Map.of("a", 1, "b", 2, "c", 3, "Aa", 4, "BB", 5)));
        session.setAttribute("list", new ArrayList<>(List.of("x", "y")));
        session.setAttribute("cart", new Cart(new ArrayList<>(List.of("book"))));
        store.save(session);
        forget();
        return session.id();
    }

    @Test
    void aNewSessionIsOneWrite() {
        Session session = store.create();
        session.setAttribute("a", 1);

        assertThat(store.save(session)).isEqualTo(SaveResult.CREATED);
        assertThat(sent()).containsExactly("PutItem");
    }

    @Test
    void aReadIsOneRead() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        assertThat(session.attribute("count")).contains(1);

        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(sent()).containsExactly("GetItem");
    }

    @Test
    void readingAMapAListAndAnOwnClassWithinTouchAfterWritesNothing() {
        String id = stored();

        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            Session session = store.find(id).orElseThrow();
            assertThat(session.attributeNames()).containsExactly("cart", "count", "list", "map");
            assertThat(session.attributeNames())
                    .allSatisfy(name -> assertThat(session.attribute(name)).isPresent());
            assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        }

        assertThat(sent()).hasSize(5).containsOnly("GetItem");
    }

    @Test
    void aChangeIsOneReadAndOneWrite() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        session.setAttribute("count", 2);

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(sent()).containsExactly("GetItem", "UpdateItem");
    }

    @Test
    void aValueAlteredInPlaceIsOneReadAndOneWrite() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        session.attribute("cart", Cart.class).orElseThrow().items().add("pen");

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(sent()).containsExactly("GetItem", "UpdateItem");
        assertThat(store.find(id).orElseThrow().attribute("cart")).contains(new Cart(List.of("book", "pen")));
    }

    @Test
    void threeHundredChangesAtOnceAreStillOneWriteOfALargeHead() {
        String id = stored();

        try (SessionStore largeHeads =
                storeOn(creating(proxy.endpoint()).maxHeadSize(400 * 1024)).build()) {
            forget();
            Session session = largeHeads.find(id).orElseThrow();
            for (int i = 0; i < 300; i++) {
                session.setAttribute("a" + i, i);
            }

            assertThat(largeHeads.save(session)).isEqualTo(SaveResult.CHANGED);
            assertThat(sent()).containsExactly("GetItem", "UpdateItem");
            assertThat(largeHeads.find(id).orElseThrow().attributeNames()).hasSize(304);
        }
    }

    @Test
    void threeHundredChangesAtOnceGoToOneChunk() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        for (int i = 0; i < 300; i++) {
            session.setAttribute("a" + i, i);
        }

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(sent()).containsExactly("GetItem", "GetItem", "PutItem", "PutItem");
        assertThat(store.find(id).orElseThrow().attributeNames()).hasSize(304);
    }

    @Test
    void anEqualValueIsNoWrite() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        session.setAttribute("count", 1);
        session.setAttribute("list", new ArrayList<>(List.of("x", "y")));

        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(sent()).containsExactly("GetItem");
    }

    @Test
    void anUncontendedLoginIsOneReadAndOneTransactionWithTheRequestsOtherChanges() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        String newId = store.changeId(session);
        session.setAttribute("user", "ann");

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(sent()).containsExactly("GetItem", "TransactWriteItems");
        assertThat(store.find(id)).isEmpty();
        assertThat(store.find(newId).orElseThrow().attribute("user")).contains("ann");
    }

    @Test
    void aRenewalIsOneReadAndOneTransactionAndTheFormerTokenTwoReadsForAWhile() {
        try (SessionStore renewing = storeOn(creating(proxy.endpoint()).scanSegments(1))
                .acceptBothTokens(false)
                .renewIdAfter(Duration.ofMinutes(10))
                .build()) {
            Session begun = renewing.create();
            renewing.save(begun);
            SessionToken former = begun.token().orElseThrow();
            clock.advance(Duration.ofMinutes(10));
            forget();

            Session session = renewing.findByToken(former).orElseThrow();
            session.setAttribute("count", 2);
            assertThat(renewing.saveAndRenewId(session)).isEqualTo(SaveResult.RENEWED);
            assertThat(sent()).containsExactly("GetItem", "TransactWriteItems");

            forget();
            Session reading = renewing.findByToken(former).orElseThrow();
            assertThat(reading.attribute("count")).contains(2);
            assertThat(renewing.saveAndRenewId(reading)).isEqualTo(SaveResult.UNCHANGED);
            assertThat(sent()).containsExactly("GetItem", "GetItem");

            forget();
            clock.advance(Duration.ofMinutes(1));
            assertThat(renewing.findByToken(former)).isEmpty();
            assertThat(sent()).containsExactly("GetItem");
        }
    }

    @Test
    void anAccessAfterTouchAfterIsOneReadAndOneWriteOfTimes() {
        String id = stored();
        clock.advance(Duration.ofSeconds(11));

        Session session = store.find(id).orElseThrow();

        assertThat(store.save(session)).isEqualTo(SaveResult.TOUCHED);
        assertThat(sent()).containsExactly("GetItem", "UpdateItem");
    }

    @Test
    void anIdThatCannotBeOneIsNoCall() {
        assertThat(store.find("s:forged.sig")).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.find("x".repeat(300))).isEmpty();
        assertThat(store.delete("session:x")).isFalse();
        assertThat(sent()).isEmpty();
    }

    @Test
    void theListenerIsToldWhatDynamoDbSaysACallCost() {
        stored(); // for the scan to find; that of an empty table costs nothing
        String id = stored();
        Session session = store.find(id).orElseThrow();
        session.setAttribute("count", 2);
        store.save(session);
        session = store.find(id).orElseThrow();
        store.changeId(session);
        store.save(session);
        store.delete(session);
        store.reap();

        assertThat(notified)
                .extracting(CallListener.Made::operation)
                .containsExactly("GetItem", "UpdateItem", "GetItem", "TransactWriteItems", "PutItem", "Scan");
        assertThat(notified)
                .extracting(call -> call.readUnits() > 0)
                .containsExactly(true, false, true, false, false, true);
        assertThat(notified)
                .extracting(call -> call.writeUnits() > 0)
                .containsExactly(false, true, false, true, true, false);
        assertThat(notified).allSatisfy(call -> assertThat(call.duration()).isPositive());
        assertThat(notified).allSatisfy(call -> assertThat(call.errorCode()).isEmpty());
        assertThat(notified).extracting(CallListener.Made::outcome).containsOnly(CallListener.Outcome.DONE);
    }

    @Test
    void eachOfSeveralListenersIsToldThoughAnotherThrows() {
        List<String> order = new CopyOnWriteArrayList<>();
        try (SessionStore listened = storeOn(creating(proxy.endpoint())
                        .callListener(call -> order.add("first " + call.operation()))
                        .callListener(call -> {
                            throw new IllegalStateException("a listener's own");
                        })
                        .callListener(call -> order.add("third " + call.operation())))
                .build()) {
            order.clear();

            assertThat(listened.find("nobody")).isEmpty();

            assertThat(order).containsExactly("first GetItem", "third GetItem");
        }
    }

    @Test
    void theListenerIsToldHowACallCameOut() {
        String id = stored();
        Session late = store.find(id).orElseThrow();
        store.delete(id);
        forget();
        late.setAttribute("count", 2);

        assertThat(store.save(late)).isEqualTo(SaveResult.ENDED);

        assertThat(notified).extracting(CallListener.Made::operation).startsWith("UpdateItem");
        assertThat(notified.get(0).outcome()).isEqualTo(CallListener.Outcome.CONDITION_FAILED);
        assertThat(notified.get(0).errorCode()).isEqualTo("ConditionalCheckFailedException");
    }
}
