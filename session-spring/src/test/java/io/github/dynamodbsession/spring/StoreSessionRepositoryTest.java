package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;

/** The repository of a servlet application. */
class StoreSessionRepositoryTest extends RepositoryContract {

    @Override
    Tested tested() {
        SessionStore.Builder builder =
                SessionStore.builder(storage.client()).clock(clock).tokens(TokenKind.HASHED);
        INDEXES.forEach(builder::index);
        SessionStore store = builder.build();
        StoreSessionRepository repository = withTokens(
                StoreSessionRepository.builder(store).timeout(HALF_AN_HOUR).build());
        return new Tested() {
            @Override
            public FindByIndexNameSessionRepository<StoreSession> repository() {
                return repository;
            }

            @Override
            public Telling telling(ApplicationEventPublisher publisher) {
                StoreSessionRepository telling = withTokens(StoreSessionRepository.builder(store)
                        .timeout(HALF_AN_HOUR)
                        .eventPublisher(publisher)
                        .build());
                return new Telling(telling, telling);
            }

            @Override
            public String rename(StoreSession session) {
                return session.changeSessionId();
            }

            @Override
            public long count() {
                return store.count();
            }

            @Override
            public void reap() {
                store.reap();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** As an application has it, with a resolver beside it. */
    private static StoreSessionRepository withTokens(StoreSessionRepository repository) {
        new TokenHttpSessionIdResolver(repository, new CookieHttpSessionIdResolver());
        return repository;
    }

    @Nested
    class FlushingAtOnce {

        @Test
        void isAWriteForEachChange() {
            try (SessionStore store = SessionStore.builder(storage.client())
                    .tokens(TokenKind.HASHED)
                    .build()) {
                StoreSessionRepository immediate = withTokens(StoreSessionRepository.builder(store)
                        .flushMode(FlushMode.IMMEDIATE)
                        .build());
                StoreSession session = immediate.createSession();
                assertThat(storage.takeCalls()).containsExactly("put");
                session.setAttribute("color", "red");
                assertThat(storage.takeCalls()).containsExactly("put");
                session.setMaxInactiveInterval(Duration.ofMinutes(5));
                assertThat(storage.takeCalls()).containsExactly("put");
                session.removeAttribute("color");
                assertThat(immediate.findById(session.getId()).getAttributeNames())
                        .isEmpty();
            }
        }
    }
}
