package io.github.dynamodbsession.codec.contract;

import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.function.Consumer;

/** Creates the codecs of one JSON library. */
@FunctionalInterface
interface Codecs {

    AttributeCodec with(Consumer<JsonCodecBuilder<?>> options);

    default AttributeCodec plain() {
        return with(options -> {});
    }

    /** A codec that allows the classes of {@link Shop}. */
    default AttributeCodec ofTheShop() {
        return with(options -> {
            for (Class<?> type : Shop.class.getDeclaredClasses()) {
                options.allowClass(type);
            }
        });
    }
}
