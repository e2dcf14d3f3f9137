package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.contract.JsonCodecContract;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.json.JsonCodecBuilder;
import java.util.function.Consumer;

class JacksonCodecContractTest extends JsonCodecContract {

    @Override
    protected AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options) {
        JacksonCodec.Builder builder = JacksonCodec.builder();
        options.accept(builder);
        return builder.build();
    }
}
