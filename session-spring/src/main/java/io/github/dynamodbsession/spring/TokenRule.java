package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a repository does about tokens. Safe for use by any number of threads.
 *
 * <p>A repository cannot tell by itself whether it is called with an id or with what a client presented. Until something
 * is in place that exchanges the one for the other, it must expect the latter.
 */
final class TokenRule {

    private final String remedy;
    private volatile boolean getsIds;

    /** A rule, and what to do if nothing exchanges tokens for ids: a sentence. */
    TokenRule(String remedy) {
        this.remedy = remedy;
    }

    /** From now on, the repository is called with ids. */
    void exchangesTokens() {
        getsIds = true;
    }

    boolean getsIds() {
        return getsIds;
    }

    /**
     * The session itself.
     *
     * @throws SessionConfigurationException if its id would be sent in place of its token
     */
    Session checked(Session begun) {
        if (!getsIds && !begun.token().map(SessionToken::reveal).equals(Optional.of(begun.id()))) {
            throw new SessionConfigurationException(
                    "tokens is HASHED, but nothing exchanges tokens for ids between clients and the repository. "
                            + remedy + ", or set tokens(PLAIN)",
                    null);
        }
        return begun;
    }

    /** The first few tokens among texts of a request, without duplicates. */
    static List<SessionToken> presented(List<String> texts, Function<String, Optional<SessionToken>> read) {
        return texts.stream()
                .distinct()
                .map(read)
                .flatMap(Optional::stream)
                .limit(PresentedIds.MAX_CANDIDATES)
                .toList();
    }
}
