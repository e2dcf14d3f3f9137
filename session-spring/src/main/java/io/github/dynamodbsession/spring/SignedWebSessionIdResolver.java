package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.cookie.PresentedIds;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

/**
 * Signs WebFlux session cookies in the format of express-session, so that applications can share them with Express,
 * with servlets ({@link SignedCookieSerializer}) and with {@code session-servlet}. A forged or corrupt cookie is
 * rejected without reading the storage.
 *
 * <p>As safe for use by several threads as the resolver that it delegates to.
 */
public final class SignedWebSessionIdResolver implements WebSessionIdResolver {

    private final CookieSigner signer;
    private final CookieWebSessionIdResolver cookies;

    /**
     * Creates a resolver.
     *
     * @param signer signs and verifies
     * @param cookies reads and writes the cookie itself, with all its attributes
     */
    public SignedWebSessionIdResolver(CookieSigner signer, CookieWebSessionIdResolver cookies) {
        this.signer = Objects.requireNonNull(signer, "signer");
        this.cookies = Objects.requireNonNull(cookies, "cookies");
    }

    @Override
    public List<String> resolveSessionIds(ServerWebExchange exchange) {
        return PresentedIds.candidates(
                cookies.resolveSessionIds(exchange).stream().map(signer::verify).flatMap(Optional::stream));
    }

    @Override
    public void setSessionId(ServerWebExchange exchange, String sessionId) {
        cookies.setSessionId(exchange, signer.sign(sessionId));
    }

    @Override
    public void expireSession(ServerWebExchange exchange) {
        cookies.expireSession(exchange);
    }
}
