package io.github.dynamodbsession.core.cookie;

import io.github.dynamodbsession.core.storage.SessionIds;
import java.util.List;
import java.util.stream.Stream;

/**
 * Limits the ids of a request that are looked up. Anyone can send hundreds of cookies with the session cookie's name in
 * one request, and each of them may cost a read. Stateless.
 */
public final class PresentedIds {

    /**
     * The maximum number of ids of one request that are looked up. A browser normally sends one or two: of another
     * path, of another domain (RFC 6265, section 5.4).
     */
    public static final int MAX_CANDIDATES = 4;

    private PresentedIds() {}

    /**
     * Selects the ids to look up.
     *
     * @param ids the ids of a request, in the order in which to look them up; neither null nor containing null
     * @return the valid ids ({@link SessionIds#isValid}) without duplicates, at most {@link #MAX_CANDIDATES}, in the
     *     same order
     */
    public static List<String> candidates(Stream<String> ids) {
        return ids.filter(SessionIds::isValid).distinct().limit(MAX_CANDIDATES).toList();
    }
}
