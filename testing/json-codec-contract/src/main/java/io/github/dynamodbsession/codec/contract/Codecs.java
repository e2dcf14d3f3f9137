package io.github.dynamodbsession.codec.contract;

import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.function.Consumer;

/** Makes the codecs of one JSON library. */
@FunctionalInterface
interface Codecs {

    AttributeCodec with(Consumer<JsonCodecBuilder<?>> options);

    default AttributeCodec plain() {
        return with(options -> {});
    }

    /** One that knows the classes of {@link Shop}. */
    default AttributeCodec ofTheShop() {
        return with(options -> {
            for (Class<?> type : Shop.class.getDeclaredClasses()) {
                options.allowClass(type);
            }
        });
    }
}
