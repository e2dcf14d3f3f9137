package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.contract.JsonCodecContract;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.function.Consumer;

class JacksonCodecContractTest extends JsonCodecContract {

    @Override
    protected AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options) {
        JacksonCodec.Builder builder = JacksonCodec.builder();
        options.accept(builder);
        return builder.build();
    }
}
