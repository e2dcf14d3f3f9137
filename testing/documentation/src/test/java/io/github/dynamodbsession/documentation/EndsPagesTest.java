package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The pages on WebSockets and on CDI. */
class EndsPagesTest {

    @Test
    void theExamplesAreTheCompiledOnes() {
        assertThat(Page.of("docs/websockets.md").example("EndsByTopic.java"))
                .isEqualTo(Page.compiled(EndsPagesTest.class, "EndsByTopic.java"));
        assertThat(Page.of("docs/cdi.md").example("CartOfRequest.java"))
                .isEqualTo(Page.compiled(EndsPagesTest.class, "CartOfRequest.java"));
    }

    @Test
    void theExampleTellsTheOtherNodeOfALogout() {
        StorageClient storage = InMemoryStorageClient.create();
        EndsByTopic.Topic topic = new TopicInMemory();
        List<String> ended = new ArrayList<>();
        try (SessionStore here = SessionStore.builder(storage)
                        .endBroadcast(new EndsByTopic(topic))
                        .build();
                SessionStore there = SessionStore.builder(storage)
                        .endBroadcast(new EndsByTopic(topic))
                        .listener(new SessionListener() {
                            @Override
                            public void onEndedElsewhere(String id) {
                                ended.add(id);
                            }
                        })
                        .build()) {
            Session session = here.create();
            here.save(session);
            assertThat(there.isAlive(session.id())).isTrue();
            here.delete(session);
            assertThat(ended).containsExactly(session.id());
        }
    }

    private static final class TopicInMemory implements EndsByTopic.Topic {

        private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void send(String text) {
            listeners.forEach(listener -> listener.accept(text));
        }

        @Override
        public Runnable onMessage(Consumer<String> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }
}
