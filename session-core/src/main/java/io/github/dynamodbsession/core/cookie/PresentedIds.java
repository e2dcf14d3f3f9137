package io.github.dynamodbsession.core.cookie;

import io.github.dynamodbsession.core.storage.SessionIds;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the ids that a request presents are looked for. Anyone can send hundreds of cookies of the session's name in
 * one request, and each of them may cost a read. Stateless.
 */
public final class PresentedIds {

    /**
     * How many ids of one request are looked for, at most. An honest browser sends one or two: of another path, of another
     * domain (RFC 6265, section 5.4).
     */
    public static final int MAX_CANDIDATES = 4;

    private PresentedIds() {}

    /**
     * Chooses those that are looked for.
     *
     * @param ids what a request presents as ids, in the order in which to look for them; neither null nor any of them
     * @return those that can be an id, by {@link SessionIds#isValid}, each once, at most {@link #MAX_CANDIDATES}, in the
     *     same order
     */
    public static List<String> candidates(Stream<String> ids) {
        return ids.filter(SessionIds::isValid).distinct().limit(MAX_CANDIDATES).toList();
    }
}
