package io.github.dynamodbsession.core.storage;

import java.util.Set;

/**
 * The capability of a backend to keep large attributes apart from the session ({@link SessionRecord#apart}), and to read
 * them only when one of them is asked for. A backend that has it may answer every read, list and delete with records
 * whose attributes are partly stored apart; one that lacks it never does.
 *
 * <p>Implementations are safe for use by any number of threads. No argument is null.
 */
public interface AttributeLoading {

    /**
     * Reads attributes that are stored apart. What was stored apart when the record was read does not change, and stays
     * readable for hours after the session has changed or ended, so the result fits the record.
     *
     * @param session a record of this storage
     * @param names names of {@link SessionRecord#apart}; others are ignored
     * @return their values; those of other attributes as well if they are stored together
     * @throws io.github.dynamodbsession.core.error.SessionException if the backend does not answer
     */
    LoadedAttributes load(SessionRecord session, Set<String> names);
}
