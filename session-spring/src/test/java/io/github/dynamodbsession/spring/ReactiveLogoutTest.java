package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.SessionToken;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;

/** Who logs out is out, also where a login gave the session another id in between. */
class ReactiveLogoutTest {

    private final InMemoryStorageClient storage = InMemoryStorageClient.create();
    private final SessionStore store =
            SessionStore.builder(storage).tokens(TokenKind.HASHED).build();
    private final AsyncSessionStore async = AsyncSessionStore.builder(AsyncStorageClient.bridge(storage, Runnable::run))
            .tokens(TokenKind.HASHED)
            .build()
            .join();
    private final StoreWebSessionManager sessions =
            new StoreWebSessionManager(ReactiveStoreSessionRepository.of(async), new CookieWebSessionIdResolver());

    @AfterEach
    void close() {
        async.close();
        store.close();
    }

    private static ServerWebExchange exchange(SessionToken token) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.get("/").cookie(new HttpCookie("SESSION", token.reveal())));
    }

    private SessionToken stored() {
        Session session = store.create();
        store.save(session);
        return session.token().orElseThrow();
    }

    private String changeId(String id) {
        Session login = store.find(id).orElseThrow();
        String newId = store.changeId(login);
        store.save(login);
        return newId;
    }

    @Test
    void aLogoutEndsTheSessionThatALoginGaveAnotherId() {
        SessionToken token = stored();
        String newId = changeId(token.id());

        sessions.getSession(exchange(token)).flatMap(WebSession::invalidate).block();

        for (String dead : List.of(token.id(), newId)) {
            assertThat(store.find(dead)).isEmpty();
        }
    }

    @Test
    void aLogoutOfNobodyAsksNobodyAndLeavesNothingToSave() {
        WebSession fresh = sessions.getSession(MockServerWebExchange.from(MockServerHttpRequest.get("/")))
                .block();
        assertThat(fresh).isNotNull();

        fresh.invalidate().block();
        fresh.getAttributes().put("late", 1);
        fresh.save().block();

        assertThat(fresh.isExpired()).isTrue();
        assertThat(store.find(fresh.getId())).isEmpty();
        assertThat(store.count()).isZero();
    }

    @Test
    void soDoesOneThatFoundTheSessionBefore() {
        SessionToken token = stored();
        WebSession found = sessions.getSession(exchange(token)).block();
        assertThat(found).isNotNull();
        String newId = changeId(token.id());

        found.invalidate().block();

        assertThat(store.find(newId)).isEmpty();
    }
}
