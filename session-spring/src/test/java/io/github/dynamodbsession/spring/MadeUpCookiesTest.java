package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;

/** What hundreds of cookies of the session's name cost without Spring Boot, whoever resolves the ids. */
class MadeUpCookiesTest {

    private final CountedStorage storage = new CountedStorage();
    private final SessionStore store =
            SessionStore.builder(storage.client()).tokens(TokenKind.HASHED).build();

    @AfterEach
    void close() {
        store.close();
    }

    private String stored() {
        var session = store.create();
        store.save(session);
        storage.takeCalls();
        return session.id();
    }

    private static String[] madeUp() {
        return IntStream.range(0, 400).mapToObj(i -> "id-" + i).toArray(String[]::new);
    }

    /** Resolves every id that comes with a request, several times. */
    private static HttpSessionIdResolver everyCookie() {
        return (HttpSessionIdResolver) java.lang.reflect.Proxy.newProxyInstance(
                MadeUpCookiesTest.class.getClassLoader(),
                new Class<?>[] {HttpSessionIdResolver.class},
                (proxy, method, args) -> method.getName().equals("resolveSessionIds")
                        ? Arrays.stream(((HttpServletRequest) args[0]).getCookies())
                                .map(Cookie::getValue)
                                .toList()
                        : null);
    }

    private void serve(StoreSessionRepository repository, String[] ids, FilterChain application) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(
                Arrays.stream(ids).map(id -> new Cookie("SESSION", id)).toArray(Cookie[]::new));
        SessionRepositoryFilter<StoreSession> sessions = new SessionRepositoryFilter<>(repository);
        sessions.setHttpSessionIdResolver(new TokenHttpSessionIdResolver(repository, everyCookie()));
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SessionMemoFilter(repository)
                .doFilter(request, response, (same, unused) -> sessions.doFilter(same, unused, application));
    }

    @Test
    void atMostFourAreLookedForByAServletApplication() throws Exception {
        StoreSessionRepository repository = StoreSessionRepository.of(store);

        serve(repository, madeUp(), (request, response) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            assertThat(http.getSession(false)).isNull();
            assertThat(http.getSession(false)).isNull();
            assertThat(http.isRequestedSessionIdValid()).isFalse();
            response.flushBuffer();
        });

        assertThat(storage.takeCalls()).isEqualTo(Collections.nCopies(4, "get"));
    }

    @Test
    void oneIsLookedForOnceInARequest() throws Exception {
        StoreSessionRepository repository = StoreSessionRepository.of(store);

        serve(repository, new String[] {"id-1"}, (request, response) -> {
            for (int i = 0; i < 10; i++) {
                ((HttpServletRequest) request).getSession(false);
                assertThat(repository.findById("id-1")).isNull();
            }
        });

        assertThat(storage.takeCalls()).containsExactly("get");
    }

    private static String[] likeTokens() {
        return IntStream.range(0, 400).mapToObj("%032d"::formatted).toArray(String[]::new);
    }

    /** Each of them could also be the id of a session from before. */
    @Test
    void whatLooksLikeATokenIsLookedForTwice() throws Exception {
        serve(StoreSessionRepository.of(store), likeTokens(), (request, response) -> ((HttpServletRequest) request)
                .getSession(false));

        assertThat(storage.takeCalls()).isEqualTo(Collections.nCopies(8, "get"));
    }

    /** What cannot be a token does not count. */
    @Test
    void withoutPlainTokensAnythingElseAsksNobody() throws Exception {
        try (SessionStore strict = SessionStore.builder(storage.client())
                .tokens(TokenKind.HASHED)
                .acceptBothTokens(false)
                .build()) {
            serve(StoreSessionRepository.of(strict), madeUp(), (request, response) -> ((HttpServletRequest) request)
                    .getSession(false));
            assertThat(storage.takeCalls()).isEmpty();
            serve(StoreSessionRepository.of(strict), likeTokens(), (request, response) -> ((HttpServletRequest) request)
                    .getSession(false));
            assertThat(storage.takeCalls()).isEqualTo(Collections.nCopies(4, "get"));
        }
    }

    /** As an administrator looks at them. */
    @Test
    void whatDidNotComeInACookieIsLookedForHoweverManyThereAre() throws Exception {
        StoreSessionRepository repository = StoreSessionRepository.of(store);
        String id = stored();

        serve(repository, madeUp(), (request, response) -> {
            ((HttpServletRequest) request).getSession(false);
            for (int i = 0; i < 10; i++) {
                assertThat(repository.findById("another-" + i)).isNull();
            }
            assertThat(repository.findById(id)).isNotNull();
        });

        assertThat(storage.takeCalls()).isEqualTo(Collections.nCopies(4 + 11, "get"));
    }

    @Test
    void atMostFourSignedOnesAreRead() {
        CookieSigner signer = CookieSigner.of(List.of("keyboard cat keyboard cat"));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(Arrays.stream(madeUp())
                .map(id -> new Cookie("SESSION", signer.sign(id)))
                .toArray(Cookie[]::new));

        assertThat(new SignedCookieSerializer(signer, new DefaultCookieSerializer()).readCookieValues(request))
                .containsExactly("id-0", "id-1", "id-2", "id-3");
        assertThat(new SignedWebSessionIdResolver(signer, new CookieWebSessionIdResolver())
                        .resolveSessionIds(exchange(
                                Arrays.stream(madeUp()).map(signer::sign).toArray(String[]::new))))
                .containsExactly("id-0", "id-1", "id-2", "id-3");
    }

    private static ServerWebExchange exchange(String... ids) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/");
        for (String id : ids) {
            request.cookie(new HttpCookie("SESSION", id));
        }
        return MockServerWebExchange.from(request);
    }

    @Test
    void atMostFourAreLookedForByAReactiveApplicationAndNoneOfThemAgain() {
        AsyncStorageClient counted = AsyncStorageClient.bridge(storage.client(), Runnable::run);
        try (AsyncSessionStore async = AsyncSessionStore.builder(counted)
                .tokens(TokenKind.HASHED)
                .build()
                .join()) {
            StoreWebSessionManager sessions = new StoreWebSessionManager(
                    ReactiveStoreSessionRepository.of(async), new CookieWebSessionIdResolver());
            ServerWebExchange exchange = exchange(madeUp());

            for (int i = 0; i < 3; i++) {
                WebSession session = sessions.getSession(exchange).block();
                assertThat(session).isNotNull();
                assertThat(session.isStarted()).isFalse();
            }

            assertThat(storage.takeCalls()).isEqualTo(Collections.nCopies(4, "get"));
        }
    }
}
