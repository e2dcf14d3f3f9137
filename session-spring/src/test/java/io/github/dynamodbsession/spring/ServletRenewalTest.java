package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.testkit.SettableClock;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HeaderHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** The id of an old session is renewed through Spring Session's filter, and with it the cookie. */
class ServletRenewalTest {

    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final CountedStorage storage = new CountedStorage();
    private final SettableClock clock = SettableClock.startingNow();
    private final SessionStore store = store(TokenKind.HASHED);
    private final List<Object> events = new ArrayList<>();
    private final StoreSessionRepository repository =
            StoreSessionRepository.builder(store).eventPublisher(events::add).build();
    private final SessionMemoFilter memo = new SessionMemoFilter(repository);
    private SessionRepositoryFilter<StoreSession> sessions = filter(repository, inCookies());

    private SessionStore store(TokenKind tokens) {
        return SessionStore.builder(storage.client())
                .clock(clock)
                .tokens(tokens)
                .renewIdAfter(AGE)
                .renewIdGrace(GRACE)
                .build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static SessionRepositoryFilter<StoreSession> filter(
            StoreSessionRepository repository, HttpSessionIdResolver texts) {
        SessionRepositoryFilter<StoreSession> filter = new SessionRepositoryFilter<>(repository);
        filter.setHttpSessionIdResolver(new TokenHttpSessionIdResolver(repository, texts));
        return filter;
    }

    private static HttpSessionIdResolver inCookies() {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setUseBase64Encoding(false);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(serializer);
        return resolver;
    }

    /** What is done with a request. */
    @FunctionalInterface
    private interface Page {
        void show(HttpServletRequest request, MockHttpServletResponse response) throws Exception;
    }

    private MockHttpServletResponse served(MockHttpServletRequest request, Page page) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            memo.doFilter(
                    request,
                    response,
                    (same, unused) -> sessions.doFilter(same, unused, (last, wrapped) -> {
                        try {
                            page.show((HttpServletRequest) last, response);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    private @Nullable String cookieOf(@Nullable String token, Page page) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (token != null) {
            request.setCookies(new Cookie("SESSION", token));
        }
        Cookie cookie = served(request, page).getCookie("SESSION");
        return cookie == null ? null : cookie.getValue();
    }

    private @Nullable String written(@Nullable String token) {
        return cookieOf(token, (request, response) -> {
            HttpSession session = request.getSession();
            Object count = session.getAttribute("count");
            session.setAttribute("count", count == null ? 1 : (Integer) count + 1);
        });
    }

    /** The id and the count of the request's session; empty if there is none. A read sends no cookie. */
    private String read(String token) {
        AtomicReference<String> seen = new AtomicReference<>("");
        assertThat(cookieOf(token, (request, response) -> {
                    HttpSession session = request.getSession(false);
                    if (session != null) {
                        seen.set(session.getId() + " " + session.getAttribute("count"));
                    }
                }))
                .isNull();
        return seen.get();
    }

    private String id(String token) {
        return store.presented(token).orElseThrow().id();
    }

    @Test
    void aWriteRenewsAnOldCookie() {
        String former = written(null);
        assertThat(written(former)).isNull();
        clock.advance(AGE);
        read(former);
        storage.takeCalls();

        String token = written(former);

        assertThat(token).isNotNull().isNotEqualTo(former);
        assertThat(storage.takeCalls()).containsExactly("get", "put");
        assertThat(read(token)).isEqualTo(id(token) + " 3");
        assertThat(events)
                .filteredOn(SessionIdChangedEvent.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((SessionIdChangedEvent) event).getOldSessionId())
                            .isEqualTo(id(former));
                    assertThat(((SessionIdChangedEvent) event).getSessionId()).isEqualTo(id(token));
                });
    }

    @Test
    void theFormerCookieReadsForAWhileAndNothingIsSentForIt() {
        String former = written(null);
        clock.advance(AGE);
        String token = written(former);

        assertThat(read(former)).isEqualTo(id(token) + " 2");
        assertThat(written(former)).isNull();
        assertThat(cookieOf(former, (request, response) -> request.changeSessionId()))
                .isNull();
        assertThat(read(token)).isEqualTo(id(token) + " 2");

        clock.advance(GRACE);
        assertThat(read(former)).isEmpty();
        assertThat(read(token)).isEqualTo(id(token) + " 2");
    }

    @Test
    void aLogoutByTheFormerCookieEndsTheSession() {
        String former = written(null);
        clock.advance(AGE);
        String token = written(former);

        assertThat(cookieOf(former, (request, response) -> request.getSession().invalidate()))
                .isEmpty();

        assertThat(read(token)).isEmpty();
    }

    @Test
    void aLoginIsNoRenewal() {
        String former = written(null);
        clock.advance(AGE);

        String token = cookieOf(former, (request, response) -> {
            request.getSession().setAttribute("user", "me");
            request.changeSessionId();
        });

        assertThat(token).isNotNull().isNotEqualTo(former);
        assertThat(read(former)).isEmpty();
        assertThat(read(token)).isEqualTo(id(token) + " 1");
    }

    @Test
    void onceTheResponseIsCommittedNothingIsRenewed() {
        String token = written(null);
        clock.advance(AGE);

        assertThat(cookieOf(token, (request, response) -> {
                    response.setCommitted(true);
                    request.getSession().setAttribute("count", 5);
                }))
                .isNull();

        assertThat(read(token)).isEqualTo(id(token) + " 5");
        assertThat(written(token)).isNotNull();
    }

    /** A client that gets its token in a header may look at it once only. */
    @Test
    void aTokenInAHeaderIsNotRenewed() {
        sessions = filter(repository, HeaderHttpSessionIdResolver.xAuthToken());
        String token = served(new MockHttpServletRequest(), (request, response) -> request.getSession())
                .getHeader("X-Auth-Token");
        clock.advance(AGE);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("X-Auth-Token", String.valueOf(token));

        MockHttpServletResponse response =
                served(request, (same, unused) -> same.getSession().setAttribute("count", 1));

        assertThat(response.getHeader("X-Auth-Token")).isNull();
        assertThat(store.presented(String.valueOf(token)).flatMap(store::findByToken))
                .isPresent();
    }

    /** Spring Session's own resolver would send the new id, which is the token, to whoever presents the former one. */
    @Test
    void withoutAnExchangeOfTokensAFormerTokenOpensNothing() throws Exception {
        SessionStore plain = store(TokenKind.PLAIN);
        StoreSessionRepository bare = StoreSessionRepository.of(plain);
        Session session = plain.create();
        plain.save(session);
        String former = session.id();
        clock.advance(AGE);
        Session due = plain.presented(former).flatMap(plain::findByToken).orElseThrow();
        due.setAttribute("count", 1);
        plain.saveAndRenewId(due);
        assertThat(plain.presented(former).flatMap(plain::findByToken).map(Session::isReadOnly))
                .isEqualTo(Optional.of(true));

        assertThat(bare.findById(former)).isNull();
        assertThat(bare.findById(due.id())).isNotNull();
    }

    /** As those of two paths. */
    @Test
    void besideTheNewCookieTheFormerOneDoesNotCount() {
        String former = written(null);
        clock.advance(AGE);
        String token = written(former);
        storage.takeCalls();
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie("SESSION", former), new Cookie("SESSION", token));

        MockHttpServletResponse response =
                served(request, (same, unused) -> same.getSession().setAttribute("count", 5));

        assertThat(response.getCookie("SESSION")).isNull();
        assertThat(storage.takeCalls()).containsExactly("get", "get", "put");
        assertThat(read(token)).isEqualTo(id(token) + " 5");
        assertThat(read(former)).isEqualTo(id(token) + " 5");
    }
}
