package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The repository of a reactive application. */
class ReactiveStoreSessionRepositoryTest extends RepositoryContract {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Override
    Tested tested() {
        AsyncSessionStore.Builder builder = AsyncSessionStore.builder(
                        AsyncStorageClient.bridge(storage.client(), Runnable::run))
                .clock(clock)
                .tokens(TokenKind.HASHED);
        INDEXES.forEach(builder::index);
        AsyncSessionStore store = builder.build().join();
        ReactiveStoreSessionRepository repository = withTokens(ReactiveStoreSessionRepository.builder(store)
                .timeout(HALF_AN_HOUR)
                .build());
        return new Tested() {
            @Override
            public FindByIndexNameSessionRepository<StoreSession> repository() {
                return new Waiting(repository);
            }

            @Override
            public Telling telling(ApplicationEventPublisher publisher) {
                ReactiveStoreSessionRepository telling = withTokens(ReactiveStoreSessionRepository.builder(store)
                        .timeout(HALF_AN_HOUR)
                        .eventPublisher(publisher)
                        .build());
                return new Telling(new Waiting(telling), telling);
            }

            @Override
            public String rename(StoreSession session) {
                String id = session.changeSessionId();
                repository.save(session).block(LONGEST_WAIT);
                return id;
            }

            @Override
            public long count() {
                return store.count().join();
            }

            @Override
            public void reap() {
                store.reap().join();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** As an application has it, with a manager beside it. */
    private static ReactiveStoreSessionRepository withTokens(ReactiveStoreSessionRepository repository) {
        new StoreWebSessionManager(repository, new CookieWebSessionIdResolver());
        return repository;
    }

    /** The repository, for tests that wait. */
    private record Waiting(ReactiveStoreSessionRepository repository)
            implements FindByIndexNameSessionRepository<StoreSession> {

        @Override
        public StoreSession createSession() {
            return repository.createSession().block(LONGEST_WAIT);
        }

        @Override
        public void save(StoreSession session) {
            repository.save(session).block(LONGEST_WAIT);
        }

        @Override
        public StoreSession findById(String id) {
            return repository.findById(id).block(LONGEST_WAIT);
        }

        @Override
        public void deleteById(String id) {
            repository.deleteById(id).block(LONGEST_WAIT);
        }

        @Override
        public Map<String, StoreSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
            return repository
                    .findByIndexNameAndIndexValue(indexName, indexValue)
                    .block(LONGEST_WAIT);
        }
    }

    /** Tasks that run when the test says so. */
    private static final class Steps implements Executor {

        private final Queue<Runnable> waiting = new ConcurrentLinkedDeque<>();

        @Override
        public void execute(Runnable command) {
            waiting.add(command);
        }

        /** Runs the next task; false if there is none. */
        boolean next() {
            Runnable task = waiting.poll();
            if (task != null) {
                task.run();
            }
            return task != null;
        }

        void all() {
            while (next()) {
                // the next may have made another
            }
        }
    }

    /** Where only the reactive repository has something to say. */
    @Nested
    class Subscriptions {

        private final Steps steps = new Steps();
        private final AsyncSessionStore store = AsyncSessionStore.builder(
                        AsyncStorageClient.bridge(storage.client(), Runnable::run))
                .executor(steps)
                .tokens(TokenKind.HASHED)
                .init(false)
                .build()
                .join();
        private final ReactiveStoreSessionRepository repository = withTokens(ReactiveStoreSessionRepository.of(store));
        private final SpringSessionWebSessionStore<StoreSession> bridge =
                new SpringSessionWebSessionStore<>(repository);

        @AfterEach
        void close() {
            store.close();
        }

        private <T> T answer(Mono<T> question) {
            var future = question.toFuture();
            steps.all();
            return future.join();
        }

        private WebSession stored() {
            WebSession session = answer(bridge.createWebSession());
            session.getAttributes().put("color", "red");
            answer(session.save());
            storage.takeCalls();
            return answer(bridge.retrieveSession(session.getId()));
        }

        private Object color(String id) {
            WebSession found = answer(bridge.retrieveSession(id));
            return found == null ? null : found.getAttribute("color");
        }

        @Test
        void nothingHappensWithoutOne() {
            WebSession session = stored();
            storage.takeCalls();
            session.getAttributes().put("color", "blue");
            session.save();
            session.changeSessionId();
            session.invalidate();
            bridge.retrieveSession(session.getId());
            steps.all();
            assertThat(storage.takeCalls()).isEmpty();
        }

        @Test
        void eachAsksAnew() {
            WebSession session = stored();
            storage.takeCalls();
            Mono<WebSession> find = bridge.retrieveSession(session.getId());
            answer(find);
            answer(find);
            assertThat(storage.takeCalls()).containsExactly("get", "get");
        }

        @Test
        void aNewIdIsNotStoredBeforeTheSave() {
            StoreSession session = answer(repository.findById(stored().getId()));
            String oldId = session.getId();
            storage.takeCalls();
            String newId = session.changeSessionId();
            steps.all();
            assertThat(storage.takeCalls()).isEmpty();
            assertThat(color(oldId)).isEqualTo("red");
            answer(repository.save(session));
            assertThat(color(oldId)).isNull();
            assertThat(color(newId)).isEqualTo("red");
        }

        @Test
        void whatIsEndedByAnIdThatWasNeverStoredIsEnded() {
            StoreSession session = answer(repository.findById(stored().getId()));
            String oldId = session.getId();
            answer(repository.deleteById(session.changeSessionId()));
            assertThat(color(oldId)).isNull();
            answer(repository.save(session));
            assertThat(color(oldId)).isNull();
            assertThat(color(session.getId())).isNull();
        }

        @Test
        void whoeverSavesSeesThatAnotherRequestEndedTheSession() {
            WebSession session = stored();
            WebSession other = answer(bridge.retrieveSession(session.getId()));
            answer(other.invalidate());
            session.getAttributes().put("color", "blue");
            assertThat(session.isExpired()).isFalse();
            answer(session.save());
            assertThat(session.isExpired()).isTrue();
            assertThat(color(session.getId())).isNull();
        }

        @Test
        void attributesCanBeClearedWhileTheyAreGoneThrough() {
            WebSession session = stored();
            session.getAttributes().put("size", 5);
            session.getAttributes().clear();
            answer(session.save());
            assertThat(answer(bridge.retrieveSession(session.getId())).getAttributes())
                    .isEmpty();
        }

        @Test
        void answersComeOnThreadsThatAreNotTheStores() {
            var thread = repository
                    .createSession()
                    .flatMap(session -> repository.save(session).thenReturn(session))
                    .then(Mono.fromSupplier(Thread::currentThread))
                    .toFuture();
            steps.all();
            assertThat(Schedulers.isNonBlockingThread(thread.join())).isTrue();
        }

        /** Whatever has been done when a request is cancelled: what is stored is the old state or the new one. */
        @Test
        void cancelledAnywhereOfASaveLeaveTheOldStateOrTheNewOne() {
            int points = 0;
            boolean over = false;
            while (!over) {
                String id = stored().getId();
                StoreSession session = answer(repository.findById(id));
                session.setAttribute("color", "blue");
                session.setAttribute("size", 5);
                Disposable request = repository.save(session).subscribe();
                for (int i = 0; i < points && !over; i++) {
                    over = !steps.next();
                }
                request.dispose();
                steps.all();
                StoreSession found = answer(repository.findById(id));
                boolean changed = "blue".equals(found.getAttribute("color"));
                assertThat(found.getAttributeNames())
                        .containsExactlyInAnyOrder(changed ? new String[] {"color", "size"} : new String[] {"color"});
                // Saving it again settles it.
                answer(repository.save(session));
                assertThat(color(id)).isEqualTo("blue");
                points++;
            }
            assertThat(points).isGreaterThan(1);
        }

        @Test
        void cancelledAnywhereOfAChangeOfTheIdLeaveOneSession() {
            int points = 0;
            boolean over = false;
            while (!over) {
                String oldId = stored().getId();
                StoreSession session = answer(repository.findById(oldId));
                session.setAttribute("color", "blue");
                String newId = session.changeSessionId();
                Disposable request = repository.save(session).subscribe();
                for (int i = 0; i < points && !over; i++) {
                    over = !steps.next();
                }
                request.dispose();
                steps.all();
                Object old = color(oldId);
                Object renamed = color(newId);
                assertThat(new Object[] {old, renamed}).isIn(new Object[] {"red", null}, new Object[] {null, "blue"});
                answer(repository.deleteById(newId));
                assertThat(color(oldId)).isNull();
                assertThat(color(newId)).isNull();
                points++;
            }
            assertThat(points).isGreaterThan(1);
        }
    }
}
