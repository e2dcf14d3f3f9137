package io.github.dynamodbsession.dynamo;

import java.util.OptionalLong;

class ConnectDynamodbLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        ExpressSpec spec = ExpressOptions.builder()
                .specialKey("unused", "S")
                .skipThrowMissingSpecialKeys(true)
                .build()
                .ofConnectDynamodb();
        return LayoutChoice.of(spec.with(new AnyValueForm(), spec.contentForm(), new ExactSeconds()), "sess:");
    }

    /** Bytes are a third larger as text; {@link ExpressLayoutTest} asks about sizes. */
    @Override
    OptionalLong sizeLimit() {
        return OptionalLong.empty();
    }
}
