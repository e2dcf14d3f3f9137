package io.github.dynamodbsession.codec.gson;

import io.github.dynamodbsession.codec.contract.JsonCodecContract;
import io.github.dynamodbsession.codec.json.JsonCodecBuilder;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.function.Consumer;

class GsonCodecContractTest extends JsonCodecContract {

    @Override
    protected AttributeCodec codec(Consumer<JsonCodecBuilder<?>> options) {
        GsonCodec.Builder builder = GsonCodec.builder();
        options.accept(builder);
        return builder.build();
    }
}
