package io.github.dynamodbsession.benchmarks.bill;

import com.google.gson.Gson;
import io.github.dynamodbsession.benchmarks.engine.Engine;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.npm.NodeProcess;
import io.github.dynamodbsession.npm.NpmPackages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is billed. A new option of ours is a line here. */
final class Configurations {

    /** Ours as it comes, but for the codec. */
    static final String OURS = "ours";

    private static final String TABLE = "sessions";
    private static final String CONNECT_DYNAMODB_SESSION = "connect-dynamodb-session";
    private static final String CONNECT_DYNAMODB = "connect-dynamodb";

    private Configurations() {}

    /** Those of this project, over SDK v2. The defaults are first. */
    static List<Configuration> ours() {
        return List.of(
                blocking(OURS, "defaults, but JSON by Jackson", storage -> storage, store -> store),
                blocking(
                        "ours with Java serialization",
                        "all defaults",
                        storage -> storage,
                        store -> store.codec(JavaSerializationCodec.builder().build())),
                blocking(
                        "ours with touchAfter 0",
                        "each request records its access",
                        storage -> storage,
                        store -> store.touchAfter(Duration.ZERO)),
                blocking(
                        "ours with touchAfter 60 s",
                        "an access is recorded once a minute",
                        storage -> storage,
                        store -> store.touchAfter(Duration.ofSeconds(60))),
                blocking(
                        "ours with consistentRead off",
                        "eventually consistent reads",
                        storage -> storage.consistentRead(false),
                        store -> store),
                blocking(
                        "ours with compression",
                        "values of 1 KB and more",
                        storage -> storage,
                        store -> store.codec(CompressingCodec.around(json()))),
                blocking(
                        "ours with maxHeadSize 400 KB",
                        "every session in one item",
                        storage -> storage.maxHeadSize(409_600),
                        store -> store),
                asynchronous("ours for WebFlux", "the asynchronous store, whose sessions are read whole"));
    }

    /** Those of npm, behind Express. */
    static List<Configuration> ofNode(NpmPackages packages) {
        return List.of(
                express(
                        packages,
                        CONNECT_DYNAMODB_SESSION,
                        "1.1.0, defaults: touchAfter is 10 s",
                        CONNECT_DYNAMODB_SESSION,
                        Map.of()),
                express(
                        packages,
                        CONNECT_DYNAMODB_SESSION + " with touchAfter 0",
                        "1.1.0",
                        CONNECT_DYNAMODB_SESSION,
                        Map.of("touchAfter", 0)),
                express(
                        packages,
                        CONNECT_DYNAMODB,
                        "3.0.5, defaults; it has no touchAfter",
                        CONNECT_DYNAMODB,
                        Map.of()));
    }

    private static Configuration blocking(
            String name,
            String what,
            UnaryOperator<DynamoDbV2Storage.Builder> storage,
            UnaryOperator<SessionStore.Builder> options) {
        return new Configuration(
                name,
                what,
                (endpoint, clock) -> OurSessions.blocking(options.apply(SessionStore.builder(
                                        storage.apply(storage(endpoint)).build())
                                .codec(json())
                                .clock(clock)
                                .cleanupInterval(Duration.ZERO))
                        .build()));
    }

    private static Configuration asynchronous(String name, String what) {
        return new Configuration(
                name,
                what,
                (endpoint, clock) -> OurSessions.asynchronous(
                        AsyncSessionStore.builder(storage(endpoint).buildAsync())
                                .codec(json())
                                .clock(clock)
                                .cleanupInterval(Duration.ZERO)
                                .build()
                                .join()));
    }

    private static AttributeCodec json() {
        return JacksonCodec.builder().build();
    }

    private static DynamoDbV2Storage.Builder storage(URI endpoint) {
        return new Engine(endpoint).storage(TABLE);
    }

    private static Configuration express(
            NpmPackages packages, String name, String what, String store, Map<String, Object> options) {
        return new Configuration(
                name,
                what,
                (endpoint, clock) -> new ExpressSessions(
                        NodeProcess.start(packages, store, endpoint.toString(), TABLE, new Gson().toJson(options)),
                        clock));
    }
}
