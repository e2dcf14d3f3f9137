package io.github.dynamodbsession.codec.gson;

import io.github.dynamodbsession.codec.contract.JsonCodecContract;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.json.JsonCodecBuilder;
import java.util.function.Consumer;

class GsonCodecContractTest extends JsonCodecContract {

    @Override
    protected AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options) {
        GsonCodec.Builder builder = GsonCodec.builder();
        options.accept(builder);
        return builder.build();
    }
}
