package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Exchanges session tokens for session ids, between clients and {@link SessionRepositoryFilter}. What another resolver
 * reads from the request, from a cookie or a header, is a token; the filter, the application and the repository get the
 * id. What is sent is the token of the request's session. At most {@value
 * io.github.dynamodbsession.core.cookie.PresentedIds#MAX_CANDIDATES} of the tokens of a request are used: anyone can
 * send hundreds of cookies.
 *
 * <p>Give it to Spring Session's filter: {@link SessionRepositoryFilter#setHttpSessionIdResolver}. With Spring Boot this
 * is done automatically, for any resolver. From its creation on, its repository takes what {@link
 * StoreSessionRepository#findById} is called with for an id, unless a client presented it in the same request; before,
 * for what a client presented. Register a {@link SessionMemoFilter} as well: without it, a session is found by its token
 * only if the store makes such tokens itself, and not by one of the other kind.
 *
 * <p>As safe for use by several threads as the resolver that it delegates to.
 */
public final class TokenHttpSessionIdResolver implements HttpSessionIdResolver {

    private final StoreSessionRepository repository;
    private final HttpSessionIdResolver texts;

    /**
     * Creates a resolver.
     *
     * @param repository the repository that Spring Session's filter uses
     * @param texts reads and writes tokens, in cookies or wherever else; to it they are ids
     * @throws NullPointerException if an argument is null
     */
    public TokenHttpSessionIdResolver(StoreSessionRepository repository, HttpSessionIdResolver texts) {
        this.repository = Objects.requireNonNull(repository, "repository");
        this.texts = Objects.requireNonNull(texts, "texts");
        repository.getsIds(texts instanceof CookieHttpSessionIdResolver);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        List<SessionToken> presented = repository.presented(texts.resolveSessionIds(request));
        SessionMemo memo = repository.memos().of(request);
        if (memo != null) {
            presented.forEach(memo::presents);
        }
        return presented.stream().map(SessionToken::id).toList();
    }

    /** Sends the token of the session with this id, unless the client has just presented it. */
    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        repository
                .tokenToSend(sessionId, request)
                .ifPresent(token -> texts.setSessionId(request, response, token.reveal()));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        texts.expireSession(request, response);
    }
}
