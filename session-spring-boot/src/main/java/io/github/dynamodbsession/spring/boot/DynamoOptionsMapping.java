package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.dynamo.DynamoStorageBuilder;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.dynamo.call.CallListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.util.unit.DataSize;

/** Applies the properties about DynamoDB to the builder of either adapter. */
final class DynamoOptionsMapping {

    private DynamoOptionsMapping() {}

    static <B extends DynamoStorageBuilder<B>> B apply(
            DynamoDbSessionProperties properties,
            ObjectProvider<LayoutChoice> layouts,
            ObjectProvider<CallListener> callListeners,
            B builder) {
        PropertyMapper map = PropertyMapper.get();
        map.from(() -> StoreOptions.single(layouts, LayoutChoice.class)).to(builder::layout);
        map.from(properties::tableName).to(builder::tableName);
        map.from(properties::keyPrefix).to(builder::keyPrefix);
        map.from(properties::keyAttribute).to(builder::keyAttribute);
        map.from(properties::region).to(builder::region);
        map.from(properties::endpoint).to(builder::endpoint);
        map.from(properties::accessKeyId).to(builder::accessKeyId);
        map.from(properties::secretAccessKey).to(builder::secretAccessKey);
        map.from(properties::autoCreate).to(builder::autoCreate);
        map.from(properties::readCapacity).to(builder::readCapacity);
        map.from(properties::writeCapacity).to(builder::writeCapacity);
        map.from(properties::nativeTtl).to(builder::nativeTtl);
        map.from(properties::consistentRead).to(builder::consistentRead);
        map.from(properties::callTimeout).to(builder::callTimeout);
        map.from(properties::operationTimeout).to(builder::operationTimeout);
        map.from(properties::initTimeout).to(builder::initTimeout);
        map.from(properties::maxConnections).to(builder::maxConnections);
        map.from(properties::maxHeadSize).as(DynamoOptionsMapping::bytes).to(builder::maxHeadSize);
        map.from(properties::maxChunkSize).as(DynamoOptionsMapping::bytes).to(builder::maxChunkSize);
        map.from(properties::scanSegments).to(builder::scanSegments);
        map.from(properties::scanReadUnits).to(builder::scanReadUnits);
        callListeners.orderedStream().forEach(builder::callListener);
        return builder;
    }

    /** More than an int can be is more than the builder accepts, and so is the largest one. */
    private static int bytes(DataSize size) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, size.toBytes()));
    }
}
