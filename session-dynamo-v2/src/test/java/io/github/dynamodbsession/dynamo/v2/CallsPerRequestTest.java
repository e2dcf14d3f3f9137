package io.github.dynamodbsession.dynamo.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.testkit.SettableClock;
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
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What each kind of request costs, counted where the SDK sends. */
class CallsPerRequestTest {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<CallListener.Made> told = new CopyOnWriteArrayList<>();
    private final SettableClock clock = SettableClock.startingNow();
    private DynamoDbClient client;
    private SessionStore store;

    /** An own class, of the kind that applications keep in sessions. */
    record Cart(List<String> items) implements Serializable {}

    @BeforeEach
    void start() {
        client = DynamoDbClient.builder()
                .endpointOverride(Engine.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(o -> o.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        sent.add(context.request().getClass().getSimpleName().replace("Request", ""));
                    }
                }))
                .build();
        store = SessionStore.builder(DynamoDbV2Storage.builder()
                        .tableName(Engine.newTableName())
                        .client(client)
                        .autoCreate(true)
                        .nativeTtl(false)
                        .callListener(told::add)
                        .build())
                .codec(JavaSerializationCodec.builder().allowClass(Cart.class).build())
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .build();
        forget();
    }

    @AfterEach
    void stop() {
        store.close();
        client.close();
    }

    private void forget() {
        sent.clear();
        told.clear();
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
        assertThat(sent).containsExactly("PutItem");
    }

    @Test
    void aReadIsOneRead() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        assertThat(session.attribute("count")).contains(1);

        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(sent).containsExactly("GetItem");
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

        assertThat(sent).hasSize(5).containsOnly("GetItem");
    }

    @Test
    void aChangeIsOneReadAndOneWrite() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        session.setAttribute("count", 2);

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(sent).containsExactly("GetItem", "UpdateItem");
    }

    @Test
    void aValueAlteredInPlaceIsOneReadAndOneWrite() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        session.attribute("cart", Cart.class).orElseThrow().items().add("pen");

        assertThat(store.save(session)).isEqualTo(SaveResult.CHANGED);
        assertThat(sent).containsExactly("GetItem", "UpdateItem");
        assertThat(store.find(id).orElseThrow().attribute("cart")).contains(new Cart(List.of("book", "pen")));
    }

    @Test
    void anEqualValueIsNoWrite() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        session.setAttribute("count", 1);
        session.setAttribute("list", new ArrayList<>(List.of("x", "y")));

        assertThat(store.save(session)).isEqualTo(SaveResult.UNCHANGED);
        assertThat(sent).containsExactly("GetItem");
    }

    @Test
    void anUncontendedLoginIsOneReadAndOneTransactionWithTheRequestsOtherChanges() {
        String id = stored();

        Session session = store.find(id).orElseThrow();
        String newId = store.changeId(session);
        session.setAttribute("user", "ann");

        assertThat(store.save(session)).isEqualTo(SaveResult.RENAMED);
        assertThat(sent).containsExactly("GetItem", "TransactWriteItems");
        assertThat(store.find(id)).isEmpty();
        assertThat(store.find(newId).orElseThrow().attribute("user")).contains("ann");
    }

    @Test
    void anAccessAfterTouchAfterIsOneReadAndOneWriteOfTimes() {
        String id = stored();
        clock.advance(Duration.ofSeconds(11));

        Session session = store.find(id).orElseThrow();

        assertThat(store.save(session)).isEqualTo(SaveResult.TOUCHED);
        assertThat(sent).containsExactly("GetItem", "UpdateItem");
    }

    @Test
    void anIdThatCannotBeOneIsNoCall() {
        assertThat(store.find("s:forged.sig")).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.find("x".repeat(300))).isEmpty();
        assertThat(store.delete("session:x")).isFalse();
        assertThat(sent).isEmpty();
    }

    @Test
    void theListenerIsToldWhatDynamoDbSaysACallCost() {
        String id = stored();
        Session session = store.find(id).orElseThrow();
        session.setAttribute("count", 2);
        store.save(session);

        assertThat(told).extracting(CallListener.Made::operation).containsExactly("GetItem", "UpdateItem");
        assertThat(told.get(0).readUnits()).isEqualTo(1);
        assertThat(told.get(0).writeUnits()).isZero();
        assertThat(told.get(1).writeUnits()).isGreaterThanOrEqualTo(1);
        assertThat(told).allSatisfy(call -> assertThat(call.duration()).isPositive());
    }
}
