package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.demo.web.CostFilter;
import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.ExpressOptions;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses the session storage; the only place in the demo that knows the storage adapters. */
final class StorageChoice {

    /** The emulator accepts any credentials, but the SDK needs some to sign requests. */
    static final String ANYTHING = "local";

    static final String REGION = "us-east-1";

    private StorageChoice() {}

    /**
     * Creates a factory of storage clients, one for each node.
     *
     * @param engine the endpoint of the demo's own emulator; null if none was started
     * @param watch is notified of each call
     */
    static Supplier<StorageClient> of(DemoOptions options, @Nullable URI engine, StorageWatch watch) {
        return switch (options.storage()) {
            case DYNAMO_V2 -> () -> dynamo(DynamoDbV2Storage.builder(), options, engine, watch);
            case DYNAMO_V1 -> () -> dynamo(DynamoDbV1Storage.builder(), options, engine, watch);
            case IN_MEMORY -> {
                StorageClient shared = InMemoryStorageClient.create();
                yield () -> shared;
            }
        };
    }

    private static StorageClient dynamo(
            DynamoStorageBuilder<?> builder, DemoOptions options, @Nullable URI engine, StorageWatch watch) {
        builder.tableName(options.table())
                .autoCreate(true)
                .layout(layout(options))
                .keyAttribute(options.keyAttribute())
                .nativeTtl(options.nativeTtl() && !options.layout().isOfExpress())
                .maxHeadSize(options.maxHeadSize())
                .callListener(call -> {
                    CostFilter.called(call.operation(), call.readUnits(), call.writeUnits());
                    watch.called(isAnswer(call.outcome()));
                });
        if (options.keyPrefix() != null) {
            builder.keyPrefix(options.keyPrefix());
        }
        if (engine != null) {
            builder.endpoint(engine.toString())
                    .region(REGION)
                    .accessKeyId(ANYTHING)
                    .secretAccessKey(ANYTHING);
        } else if (options.endpoint() != null) {
            builder.endpoint(options.endpoint().toString());
        }
        return builder.build();
    }

    /** As {@link ExpressNode} configures its store. */
    private static LayoutChoice layout(DemoOptions options) {
        ExpressOptions.Builder express = ExpressOptions.builder().cookieSameSite("lax");
        return switch (options.layout()) {
            case NATIVE -> LayoutChoice.nativeLayout();
            case CONNECT_DYNAMODB_SESSION ->
                LayoutChoice.connectDynamodbSession(express.ttl(options.ttl())
                        .touchAfter(options.touchAfter())
                        .build());
            case CONNECT_DYNAMODB -> LayoutChoice.connectDynamodb(express.build());
        };
    }

    private static boolean isAnswer(CallListener.Outcome outcome) {
        return switch (outcome) {
            case DONE, CONDITION_FAILED, CONFLICT -> true;
            case THROTTLED, REFUSED, FAILED, UNREADABLE, NO_ANSWER, INTERRUPTED, NOT_SENT, UNKNOWN -> false;
        };
    }
}
