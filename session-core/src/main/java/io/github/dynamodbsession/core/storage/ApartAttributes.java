package io.github.dynamodbsession.core.storage;

import java.util.Collection;
import java.util.Set;

/**
 * Where a storage keeps attributes that are not part of a session's own item, and so were not read with it. Made by a
 * storage, and understood by that storage only; everything else passes it on with the {@link SessionRecord} that it is
 * part of. {@link AttributeLoading} reads the values.
 *
 * <p>Implementations are immutable and equal by content. No {@code toString} shows a value.
 */
public interface ApartAttributes {

    /**
     * The names of these attributes.
     *
     * @return an unmodifiable set
     */
    Set<String> names();

    /**
     * The rest after some attributes were set or removed: they are where every write puts them, or nowhere.
     *
     * @param names the names of attributes that are no longer stored apart; unknown names are ignored
     * @return what is left
     */
    ApartAttributes without(Collection<String> names);

    /**
     * No attributes: everything was read with the session.
     *
     * @return the empty ones
     */
    static ApartAttributes none() {
        return NoApartAttributes.NONE;
    }
}
