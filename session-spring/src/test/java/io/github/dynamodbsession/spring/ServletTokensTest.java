package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** What clients of a servlet application get and present, without Spring Boot. */
class ServletTokensTest {

    private final CountedStorage storage = new CountedStorage();
    private final SessionStore store = store(TokenKind.HASHED, true);
    private final SessionStore plain = store(TokenKind.PLAIN, false);
    private final StoreSessionRepository repository = StoreSessionRepository.of(store);
    private final Application application = new Application(repository, inCookies());

    private SessionStore store(TokenKind kind, boolean both) {
        return SessionStore.builder(storage.client())
                .tokens(kind)
                .acceptBothTokens(both)
                .build();
    }

    private static HttpSessionIdResolver inCookies() {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setUseBase64Encoding(false);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(serializer);
        return resolver;
    }

    @AfterEach
    void close() {
        plain.close();
        store.close();
    }

    /** What is done with a request. */
    @FunctionalInterface
    private interface Page {
        void show(HttpServletRequest request, MockHttpServletResponse response) throws Exception;
    }

    /** Both filters as a user sets them up. */
    private static final class Application {

        private final SessionMemoFilter memo;
        private final SessionRepositoryFilter<StoreSession> sessions;

        Application(StoreSessionRepository repository, HttpSessionIdResolver texts) {
            memo = new SessionMemoFilter(repository);
            sessions = new SessionRepositoryFilter<>(repository);
            sessions.setHttpSessionIdResolver(new TokenHttpSessionIdResolver(repository, texts));
        }

        MockHttpServletResponse serve(MockHttpServletRequest request, Page page) throws Exception {
            MockHttpServletResponse response = new MockHttpServletResponse();
            memo.doFilter(
                    request,
                    response,
                    (same, unused) -> sessions.doFilter(same, unused, (last, ignored) -> {
                        try {
                            page.show((HttpServletRequest) last, response);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            return response;
        }
    }

    private static MockHttpServletRequest request(String... cookies) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        Cookie[] all = new Cookie[cookies.length];
        for (int i = 0; i < cookies.length; i++) {
            all[i] = new Cookie("SESSION", cookies[i]);
        }
        request.setCookies(all);
        return request;
    }

    /** What a page says of the request's session; an empty id if there is none. */
    private record Seen(String id, String requested, boolean valid, MockHttpServletResponse response) {

        /** The cookie that came with it; null if none did. */
        String cookie() {
            Cookie cookie = response.getCookie("SESSION");
            return cookie == null ? null : cookie.getValue();
        }
    }

    private Seen seen(Application by, String... cookies) throws Exception {
        AtomicReference<Seen> seen = new AtomicReference<>();
        by.serve(request(cookies), (request, response) -> {
            HttpSession session = request.getSession(false);
            seen.set(new Seen(
                    session == null ? "" : session.getId(),
                    request.getRequestedSessionId(),
                    request.isRequestedSessionIdValid(),
                    response));
        });
        return seen.get();
    }

    private Seen begun(Application by, String... cookies) throws Exception {
        AtomicReference<Seen> seen = new AtomicReference<>();
        by.serve(request(cookies), (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("color", "red");
            seen.set(new Seen(session.getId(), request.getRequestedSessionId(), false, response));
        });
        return seen.get();
    }

    private Seen renamed(String... cookies) throws Exception {
        AtomicReference<Seen> seen = new AtomicReference<>();
        application.serve(request(cookies), (request, response) -> {
            request.getSession();
            seen.set(new Seen(request.changeSessionId(), request.getRequestedSessionId(), false, response));
        });
        return seen.get();
    }

    private String storedPlain() {
        Session session = plain.create();
        plain.save(session);
        return session.id();
    }

    @Test
    void theCookieIsATokenAndEverythingElseTheId() throws Exception {
        Seen first = begun(application);
        assertThat(first.cookie()).hasSize(32);
        assertThat(first.id()).startsWith("~").isNotEqualTo(first.cookie());
        assertThat(store.presented(first.cookie()).orElseThrow().id()).isEqualTo(first.id());

        storage.takeCalls();
        Seen second = seen(application, first.cookie());
        assertThat(second.id()).isEqualTo(first.id()).isEqualTo(second.requested());
        assertThat(second.valid()).isTrue();
        assertThat(second.cookie()).isNull();
        assertThat(storage.takeCalls()).containsExactly("get");
    }

    @Test
    void anIdOpensNothingAndAsksNobody() throws Exception {
        Seen first = begun(application);
        storage.takeCalls();
        Seen thief = seen(application, first.id());
        assertThat(thief.id()).isEmpty();
        assertThat(thief.valid()).isFalse();
        assertThat(storage.takeCalls()).isEmpty();
        assertThat(seen(application, first.cookie(), first.id()).id()).isEqualTo(first.id());
    }

    @Test
    void aChangeOfTheIdGivesAnotherTokenAndEndsTheOldOne() throws Exception {
        Seen before = begun(application);
        Seen after = renamed(before.cookie());
        assertThat(after.cookie()).hasSize(32).isNotEqualTo(before.cookie());
        assertThat(after.id()).startsWith("~").isNotEqualTo(before.id());
        assertThat(seen(application, before.cookie()).id()).isEmpty();
        assertThat(seen(application, after.cookie()).id()).isEqualTo(after.id());
    }

    /** As the page about Spring Security says it. */
    @Test
    void aLogoutWithAnOldTokenEndsTheSession() throws Exception {
        Seen before = begun(application);
        Seen after = renamed(before.cookie());
        application.serve(request(before.cookie()), (request, response) -> {
            assertThat(request.getSession(false)).isNull();
            repository.deleteById(request.getRequestedSessionId());
        });
        assertThat(seen(application, after.cookie()).id()).isEmpty();
        assertThat(store.count()).isZero();
    }

    @Test
    void aLogoutThatFoundTheSessionEndsItUnderItsNewId() throws Exception {
        Seen before = begun(application);
        AtomicReference<Seen> after = new AtomicReference<>();
        application.serve(request(before.cookie()), (request, response) -> {
            HttpSession session = request.getSession(false);
            Session login = store.find(before.id()).orElseThrow();
            store.changeId(login);
            store.save(login);
            after.set(new Seen(login.id(), "", false, response));
            session.invalidate();
        });
        assertThat(store.find(after.get().id())).isEmpty();
        assertThat(after.get().cookie()).isEmpty(); // is removed
    }

    @Test
    void anOldPlainCookieGoesOnUntilTheNextChangeOfTheId() throws Exception {
        String old = storedPlain();
        storage.takeCalls();
        for (int i = 0; i < 2; i++) {
            Seen seen = seen(application, old);
            assertThat(seen.id()).isEqualTo(old);
            assertThat(seen.valid()).isTrue();
            assertThat(seen.requested())
                    .isEqualTo(store.presented(old).orElseThrow().id());
            assertThat(seen.cookie()).isNull();
            assertThat(storage.takeCalls()).containsExactly("get", "get");
        }
        Seen written = begun(application, old);
        assertThat(written.id()).isEqualTo(old);
        assertThat(written.cookie()).isNull();

        Seen after = renamed(old);
        assertThat(after.cookie()).hasSize(32).isNotEqualTo(old);
        assertThat(after.id()).startsWith("~");
        assertThat(seen(application, old).id()).isEmpty();
        assertThat(seen(application, after.cookie()).id()).isEqualTo(after.id());
    }

    @Test
    void anOldPlainCookieLogsOut() throws Exception {
        String old = storedPlain();
        application.serve(
                request(old), (request, response) -> request.getSession().invalidate());
        assertThat(store.count()).isZero();
    }

    @Test
    void aLogoutWithAnOldPlainCookieEndsTheSessionThatALoginRenewed() throws Exception {
        String old = storedPlain();
        assertThat(renamed(old).id()).startsWith("~");
        application.serve(request(old), (request, response) -> {
            assertThat(request.getSession(false)).isNull();
            repository.deleteById(request.getRequestedSessionId());
        });
        assertThat(store.count()).isZero();
    }

    /** The first step of changing over. */
    @Test
    void aNodeWithPlainTokensGoesOnWithOthersIfItAcceptsThem() throws Exception {
        Seen hashed = begun(application);
        try (SessionStore both = store(TokenKind.PLAIN, true)) {
            Application node = new Application(StoreSessionRepository.of(both), inCookies());
            assertThat(seen(node, hashed.cookie()).id()).isEqualTo(hashed.id());
            assertThat(seen(node, hashed.id()).id()).isEmpty();
            Seen begun = begun(node);
            assertThat(begun.cookie()).isEqualTo(begun.id());
            assertThat(seen(application, begun.cookie()).id()).isEqualTo(begun.id());
        }
    }

    @Test
    void plainTokensAreTheIds() throws Exception {
        Application node = new Application(StoreSessionRepository.of(plain), inCookies());
        Seen begun = begun(node);
        assertThat(begun.cookie()).isEqualTo(begun.id());
        Seen again = seen(node, begun.cookie());
        assertThat(again.id()).isEqualTo(begun.id()).isEqualTo(again.requested());
        assertThat(again.cookie()).isNull();
    }

    @Test
    void aHeaderCarriesTokensAsWell() throws Exception {
        Application api = new Application(repository, HeaderHttpSessionIdResolver.xAuthToken());
        Seen first = begun(api);
        String token = first.response().getHeader("X-Auth-Token");
        assertThat(token).hasSize(32).isNotEqualTo(first.id());
        MockHttpServletRequest request = request();
        request.addHeader("X-Auth-Token", token);
        api.serve(request, (same, response) -> assertThat(same.getSession().getId())
                .isEqualTo(first.id()));
        MockHttpServletRequest thief = request();
        thief.addHeader("X-Auth-Token", first.id());
        api.serve(thief, (same, response) -> assertThat(same.getSession(false)).isNull());
    }

    /** An administrator, in a request of his own. */
    @Test
    void anotherSessionIsFoundAndEndedByItsId() throws Exception {
        Seen user = begun(application);
        Seen administrator = begun(application);
        application.serve(request(administrator.cookie()), (request, response) -> {
            StoreSession found = repository.findById(user.id());
            assertThat(found).isNotNull();
            assertThat(found.stored().token()).isEmpty();
            repository.deleteById(user.id());
        });
        assertThat(seen(application, user.cookie()).id()).isEmpty();
        assertThat(seen(application, administrator.cookie()).id()).isEqualTo(administrator.id());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionThatAnotherThreadBeginsOrRenamesIsSentToo(boolean isThere) throws Exception {
        String[] cookies = isThere ? new String[] {begun(application).cookie()} : new String[0];
        AtomicReference<String> id = new AtomicReference<>();
        MockHttpServletResponse response = application.serve(request(cookies), (request, unused) -> {
            Thread other = new Thread(() -> {
                request.getSession().setAttribute("color", "red");
                id.set(request.changeSessionId());
            });
            other.start();
            other.join();
        });
        String token = response.getCookie("SESSION").getValue();
        assertThat(store.presented(token).orElseThrow().id()).isEqualTo(id.get());
        assertThat(seen(application, token).id()).isEqualTo(id.get());
    }

    /** Another thread of the request may change the id at any time. */
    @Test
    void theTokenOfAnotherIdIsNotSent() {
        TokenHttpSessionIdResolver resolver = new TokenHttpSessionIdResolver(repository, inCookies());
        StoreSession session = repository.createSession();
        String saved = session.getId();
        String changed = session.changeSessionId();
        MockHttpServletResponse response = new MockHttpServletResponse();
        resolver.setSessionId(request(), response, saved);
        assertThat(response.getCookies()).isEmpty();
        resolver.setSessionId(request(), response, changed);
        assertThat(response.getCookies()).hasSize(1);
    }

    @Test
    void noSessionBeginsOnceACookieWouldComeTooLate() throws Exception {
        application.serve(request(), (request, response) -> {
            response.flushBuffer();
            assertThatThrownBy(request::getSession)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("committed");
        });
    }

    @Test
    void withoutTheFilterForTheMemoTokensWorkToo() throws Exception {
        SessionRepositoryFilter<StoreSession> alone = new SessionRepositoryFilter<>(repository);
        alone.setHttpSessionIdResolver(new TokenHttpSessionIdResolver(repository, inCookies()));
        MockHttpServletResponse response = new MockHttpServletResponse();
        alone.doFilter(request(), response, (same, unused) -> ((HttpServletRequest) same).getSession());
        String token = response.getCookie("SESSION").getValue();
        assertThat(token).hasSize(32);
        alone.doFilter(request(token), new MockHttpServletResponse(), (same, unused) -> {
            HttpServletRequest request = (HttpServletRequest) same;
            assertThat(request.getSession(false)).isNotNull();
            assertThat(request.isRequestedSessionIdValid()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void whatExchangesNoTokensIsRefusedOrHasPlainOnes(TokenKind kind) {
        try (SessionStore own = store(kind, true)) {
            StoreSessionRepository alone = StoreSessionRepository.of(own);
            Session hashed = store.create();
            store.save(hashed);
            storage.takeCalls();
            assertThat(alone.findById(hashed.id())).isNull();
            assertThat(storage.takeCalls()).isEmpty();
            if (kind == TokenKind.PLAIN) {
                assertThat(alone.createSession().getId()).doesNotStartWith("~");
            } else {
                assertThatThrownBy(alone::createSession)
                        .isInstanceOf(SessionConfigurationException.class)
                        .hasMessageContaining("TokenHttpSessionIdResolver");
            }
        }
    }
}
