package io.github.dynamodbsession.dynamo;

import java.util.OptionalLong;

class DynamodbStoreLayoutContractTest extends LayoutContract {

    @Override
    LayoutChoice choice() {
        ExpressSpec spec = ExpressOptions.builder().build().ofDynamodbStore();
        return LayoutChoice.of(
                spec.with(new AnyValueForm(), new AnyNameFields(spec.contentForm()), new ExactSeconds()), "sess:");
    }

    /** Bytes are a third larger as text; {@link ExpressLayoutTest} asks about sizes. */
    @Override
    OptionalLong sizeLimit() {
        return OptionalLong.empty();
    }
}
