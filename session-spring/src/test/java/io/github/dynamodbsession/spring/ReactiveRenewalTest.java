package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.HeaderWebSessionIdResolver;
import reactor.core.publisher.Mono;

/** The id of an old session is renewed in WebFlux, and with it the cookie. */
class ReactiveRenewalTest {

    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final CountedStorage storage = new CountedStorage();
    private final SettableClock clock = SettableClock.startingNow();
    private final AsyncSessionStore store = AsyncSessionStore.builder(
                    AsyncStorageClient.bridge(storage.client(), Runnable::run))
            .clock(clock)
            .renewIdAfter(AGE)
            .renewIdGrace(GRACE)
            .build()
            .join();
    private final List<Object> events = new ArrayList<>();
    private final ReactiveStoreSessionRepository repository = ReactiveStoreSessionRepository.builder(store)
            .eventPublisher(events::add)
            .build();
    private final StoreWebSessionManager sessions =
            new StoreWebSessionManager(repository, new CookieWebSessionIdResolver());

    @AfterEach
    void close() {
        store.close();
    }

    /** What a request ended with: no cookie if none was sent. */
    private record Seen(String id, Map<String, Object> attributes, @Nullable String cookie) {}

    private static Seen served(
            StoreWebSessionManager sessions, @Nullable String cookie, Function<WebSession, Mono<?>> page) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/");
        if (cookie != null) {
            request.cookie(new HttpCookie("SESSION", cookie)).header("SESSION", cookie);
        }
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        WebSession session =
                Objects.requireNonNull(sessions.getSession(exchange).block());
        page.apply(session).block();
        Map<String, Object> attributes = Map.copyOf(session.getAttributes());
        exchange.getResponse().setComplete().block();
        ResponseCookie sent = exchange.getResponse().getCookies().getFirst("SESSION");
        String header = exchange.getResponse().getHeaders().getFirst("SESSION");
        return new Seen(session.getId(), attributes, sent == null ? header : sent.getValue());
    }

    private static Seen written(StoreWebSessionManager sessions, @Nullable String cookie) {
        return served(sessions, cookie, session -> {
            session.getAttributes().merge("count", 1, (before, one) -> (Integer) before + 1);
            return Mono.empty();
        });
    }

    private Seen written(@Nullable String cookie) {
        return written(sessions, cookie);
    }

    private Seen read(@Nullable String cookie) {
        return served(sessions, cookie, session -> Mono.empty());
    }

    private String id(@Nullable String token) {
        return store.presented(Objects.requireNonNull(token)).orElseThrow().id();
    }

    @Test
    void aWriteRenewsAnOldCookie() {
        String former = written(null).cookie();
        assertThat(written(former).cookie()).isNull();
        clock.advance(AGE);
        assertThat(read(former).cookie()).isNull();
        storage.takeCalls();

        Seen renewed = written(former);

        assertThat(renewed.cookie()).isNotNull().isNotEqualTo(former);
        assertThat(renewed.id()).isEqualTo(id(renewed.cookie())).isNotEqualTo(id(former));
        assertThat(storage.takeCalls()).containsExactly("get", "put");
        assertThat(read(renewed.cookie())).isEqualTo(new Seen(renewed.id(), Map.of("count", 3), null));
        assertThat(events).filteredOn(SessionIdChangedEvent.class::isInstance).hasSize(1);
    }

    @Test
    void aSignedCookieIsRenewedAsWell() {
        StoreWebSessionManager signed = new StoreWebSessionManager(
                repository,
                new SignedWebSessionIdResolver(
                        CookieSigner.of(List.of("keyboard cat keyboard cat")), new CookieWebSessionIdResolver()));
        String former = written(signed, null).cookie();
        clock.advance(AGE);

        assertThat(written(signed, former).cookie()).isNotNull().isNotEqualTo(former);
    }

    @Test
    void theFormerCookieReadsForAWhileAndNothingIsSentForIt() {
        String former = written(null).cookie();
        clock.advance(AGE);
        Seen renewed = written(former);

        assertThat(read(former)).isEqualTo(new Seen(renewed.id(), Map.of("count", 2), null));
        assertThat(written(former).cookie()).isNull();
        assertThat(served(sessions, former, WebSession::changeSessionId).cookie())
                .isNull();
        assertThat(read(renewed.cookie()).attributes()).isEqualTo(Map.of("count", 2));

        clock.advance(GRACE);
        assertThat(read(former).attributes()).isEmpty();
        assertThat(read(renewed.cookie()).attributes()).isEqualTo(Map.of("count", 2));
    }

    @Test
    void aLogoutByTheFormerCookieEndsTheSession() {
        for (Duration later : List.of(Duration.ZERO, GRACE)) {
            String former = written(null).cookie();
            clock.advance(AGE);
            String token = written(former).cookie();
            clock.advance(later);

            served(sessions, former, WebSession::invalidate);

            assertThat(read(token).attributes()).isEmpty();
        }
    }

    @Test
    void aLoginIsNoRenewal() {
        String former = written(null).cookie();
        clock.advance(AGE);

        Seen login = served(sessions, former, WebSession::changeSessionId);

        assertThat(login.cookie()).isNotNull().isNotEqualTo(former);
        assertThat(read(former).attributes()).isEmpty();
        assertThat(read(login.cookie()).attributes()).isEqualTo(Map.of("count", 1));
    }

    /** The application may do so when the response is committed. */
    @Test
    void aSaveOfTheApplicationRenewsNothing() {
        String former = written(null).cookie();
        clock.advance(AGE);

        Seen seen = served(sessions, former, session -> {
            session.getAttributes().put("count", 5);
            return session.save();
        });

        assertThat(seen.id()).isEqualTo(id(former));
        assertThat(seen.cookie()).isNull();
        assertThat(read(former).attributes()).isEqualTo(Map.of("count", 5));
    }

    @Test
    void aTokenInAHeaderIsNotRenewed() {
        StoreWebSessionManager api = new StoreWebSessionManager(repository, new HeaderWebSessionIdResolver());
        String token = written(api, null).cookie();
        clock.advance(AGE);

        assertThat(written(api, token).cookie()).isNull();
        assertThat(written(api, token).attributes()).isEqualTo(Map.of("count", 3));
    }

    /** As those of two paths. */
    @Test
    void besideTheNewCookieTheFormerOneDoesNotCount() {
        String former = written(null).cookie();
        clock.advance(AGE);
        Seen renewed = written(former);
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .cookie(new HttpCookie("SESSION", former), new HttpCookie("SESSION", renewed.cookie())));

        WebSession session =
                Objects.requireNonNull(sessions.getSession(exchange).block());
        session.getAttributes().put("count", 5);
        exchange.getResponse().setComplete().block();

        assertThat(read(renewed.cookie()).attributes()).isEqualTo(Map.of("count", 5));
    }
}
