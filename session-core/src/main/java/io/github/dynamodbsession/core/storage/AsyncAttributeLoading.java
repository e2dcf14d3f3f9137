package io.github.dynamodbsession.core.storage;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The asynchronous counterpart of {@link AttributeLoading}. */
public interface AsyncAttributeLoading {

    /**
     * Reads attributes that are stored apart; see {@link AttributeLoading#load}.
     *
     * @param session a record of this storage
     * @param names names of {@link SessionRecord#apart}; others are ignored
     * @return their values
     */
    CompletionStage<LoadedAttributes> load(SessionRecord session, Set<String> names);
}
