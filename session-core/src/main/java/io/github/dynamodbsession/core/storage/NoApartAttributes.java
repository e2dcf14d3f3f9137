package io.github.dynamodbsession.core.storage;

import java.util.Collection;
import java.util.Set;

/** A session whose attributes were all read with it. */
enum NoApartAttributes implements ApartAttributes {
    NONE;

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public ApartAttributes without(Collection<String> names) {
        return this;
    }
}
