package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.HeaderWebSessionIdResolver;
import reactor.core.publisher.Mono;

/** What clients of a reactive application get and present, without Spring Boot. */
class ReactiveTokensTest {

    private final CountedStorage storage = new CountedStorage();
    private final SessionStore plain = SessionStore.builder(storage.client())
            .tokens(TokenKind.PLAIN)
            .acceptBothTokens(false)
            .build();
    private final AsyncSessionStore store = store(TokenKind.HASHED);
    private final ReactiveStoreSessionRepository repository = ReactiveStoreSessionRepository.of(store);
    private final StoreWebSessionManager sessions =
            new StoreWebSessionManager(repository, new CookieWebSessionIdResolver());

    private AsyncSessionStore store(TokenKind kind) {
        return AsyncSessionStore.builder(AsyncStorageClient.bridge(storage.client(), Runnable::run))
                .tokens(kind)
                .acceptBothTokens(true)
                .build()
                .join();
    }

    @AfterEach
    void close() {
        store.close();
        plain.close();
    }

    /** What a request ended with: an empty id if there was no session, and no cookie if none was sent. */
    private record Seen(String id, @Nullable String cookie) {}

    private static Seen served(
            StoreWebSessionManager sessions,
            MockServerHttpRequest.BaseBuilder<?> request,
            Function<WebSession, Mono<?>> page) {
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        WebSession session =
                Objects.requireNonNull(sessions.getSession(exchange).block());
        page.apply(session).block();
        exchange.getResponse().setComplete().block();
        ResponseCookie cookie = exchange.getResponse().getCookies().getFirst("SESSION");
        return new Seen(session.isStarted() ? session.getId() : "", cookie == null ? null : cookie.getValue());
    }

    private static MockServerHttpRequest.BaseBuilder<?> request(String... cookies) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/");
        for (String cookie : cookies) {
            request.cookie(new HttpCookie("SESSION", cookie));
        }
        return request;
    }

    private Seen begun(String... cookies) {
        return served(sessions, request(cookies), session -> {
            session.getAttributes().put("color", "red");
            return Mono.empty();
        });
    }

    private Seen seen(String... cookies) {
        return served(sessions, request(cookies), session -> Mono.empty());
    }

    private Seen renamed(String... cookies) {
        return served(sessions, request(cookies), WebSession::changeSessionId);
    }

    @Test
    void theCookieIsATokenAndEverythingElseTheId() {
        Seen first = begun();
        assertThat(first.cookie()).hasSize(32);
        assertThat(first.id()).startsWith("~");
        assertThat(store.presented(first.cookie()).orElseThrow().id()).isEqualTo(first.id());
        storage.takeCalls();
        assertThat(seen(first.cookie())).isEqualTo(new Seen(first.id(), null));
        assertThat(storage.takeCalls()).containsExactly("get");
    }

    @Test
    void anIdOpensNothingAndAsksNobody() {
        Seen first = begun();
        storage.takeCalls();
        assertThat(seen(first.id())).isEqualTo(new Seen("", null));
        assertThat(storage.takeCalls()).isEmpty();
        assertThat(seen(first.id(), first.cookie()).id()).isEqualTo(first.id());
    }

    @Test
    void aChangeOfTheIdGivesAnotherTokenAndEndsTheOldOne() {
        Seen before = begun();
        Seen after = renamed(before.cookie());
        assertThat(after.cookie()).hasSize(32).isNotEqualTo(before.cookie());
        assertThat(after.id()).startsWith("~").isNotEqualTo(before.id());
        assertThat(seen(before.cookie()).id()).isEmpty();
        assertThat(seen(after.cookie())).isEqualTo(new Seen(after.id(), null));
    }

    @Test
    void anOldPlainCookieGoesOnUntilTheNextChangeOfTheId() {
        Session stored = plain.create();
        plain.save(stored);
        String old = stored.id();
        storage.takeCalls();
        assertThat(seen(old)).isEqualTo(new Seen(old, null));
        assertThat(storage.takeCalls()).containsExactly("get", "get");
        assertThat(begun(old)).isEqualTo(new Seen(old, null));
        Seen after = renamed(old);
        assertThat(after.cookie()).hasSize(32).isNotEqualTo(old);
        assertThat(after.id()).startsWith("~");
        assertThat(seen(old).id()).isEmpty();
        assertThat(seen(after.cookie()).id()).isEqualTo(after.id());
    }

    @Test
    void anOldPlainCookieLogsOut() {
        Session stored = plain.create();
        plain.save(stored);
        Session login = plain.find(stored.id()).orElseThrow();
        plain.changeId(login);
        plain.save(login);
        served(sessions, request(stored.id()), WebSession::invalidate);
        assertThat(plain.count()).isZero();
    }

    @Test
    void aHeaderCarriesTokensAsWell() {
        StoreWebSessionManager api = new StoreWebSessionManager(repository, new HeaderWebSessionIdResolver());
        MockServerWebExchange exchange = MockServerWebExchange.from(request());
        WebSession session = Objects.requireNonNull(api.getSession(exchange).block());
        session.start();
        exchange.getResponse().setComplete().block();
        String token = exchange.getResponse().getHeaders().getFirst("SESSION");
        assertThat(token).hasSize(32).isNotEqualTo(session.getId());
        assertThat(served(api, request().header("SESSION", token), same -> Mono.empty())
                        .id())
                .isEqualTo(session.getId());
        assertThat(served(api, request().header("SESSION", session.getId()), same -> Mono.empty())
                        .id())
                .isEmpty();
    }

    /** As Spring Security does it, through the manager's own store. */
    @Test
    void anotherSessionIsFoundByItsId() {
        Seen user = begun();
        assertThat(sessions.getSessionStore().retrieveSession(user.id()).block())
                .isNotNull();
        assertThat(Objects.requireNonNull(repository.findById(user.id()).block())
                        .stored()
                        .token())
                .isEmpty();
        sessions.getSessionStore().removeSession(user.id()).block();
        assertThat(seen(user.cookie()).id()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void whatExchangesNoTokensIsRefusedOrHasPlainOnes(TokenKind kind) {
        Seen hashed = begun();
        try (AsyncSessionStore own = store(kind)) {
            ReactiveStoreSessionRepository alone = ReactiveStoreSessionRepository.of(own);
            storage.takeCalls();
            assertThat(alone.findById(hashed.id()).block()).isNull();
            assertThat(storage.takeCalls()).isEmpty();
            if (kind == TokenKind.PLAIN) {
                alone.requireTokensExchanged();
                assertThat(alone.createSession().block()).isNotNull();
            } else {
                assertThatThrownBy(alone::requireTokensExchanged).isInstanceOf(SessionConfigurationException.class);
                assertThatThrownBy(() -> alone.createSession().block())
                        .isInstanceOf(SessionConfigurationException.class)
                        .hasMessageContaining("StoreWebSessionManager");
            }
        }
    }
}
