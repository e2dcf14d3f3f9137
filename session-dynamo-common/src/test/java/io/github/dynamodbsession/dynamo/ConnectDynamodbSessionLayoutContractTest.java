package io.github.dynamodbsession.dynamo;

import java.util.OptionalLong;

class ConnectDynamodbSessionLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        ExpressSpec spec = ExpressOptions.builder().build().ofConnectDynamodbSession();
        return LayoutChoice.of(spec.with(new AnyValueForm(), spec.contentForm(), spec.expiry()), "");
    }

    /** Bytes are a third larger as text; {@link ExpressLayoutTest} asks about sizes. */
    @Override
    OptionalLong sizeLimit() {
        return OptionalLong.empty();
    }
}
