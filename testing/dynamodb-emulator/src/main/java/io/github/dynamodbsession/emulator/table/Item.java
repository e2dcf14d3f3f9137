package io.github.dynamodbsession.emulator.table;

import io.github.dynamodbsession.emulator.value.AttributeValue;
import io.github.dynamodbsession.emulator.value.ItemSize;
import java.util.Collections;
import java.util.Map;

/** An item as it is stored. Immutable. */
public final class Item {

    private final Map<String, AttributeValue> attributes;
    private final int size;

    /** One that takes the map over. */
    public Item(Map<String, AttributeValue> attributes) {
        this.attributes = Collections.unmodifiableMap(attributes);
        this.size = ItemSize.of(attributes);
    }

    /** All attributes, the key's included. */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    /** In bytes, as the service counts them. */
    public int size() {
        return size;
    }
}
