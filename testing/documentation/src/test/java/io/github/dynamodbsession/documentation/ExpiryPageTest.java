package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryPageTest {

    @Test
    void theExampleIsTheCompiledOne() {
        assertThat(Page.of("docs/expiry-and-events.md").example("LogOutEverywhere.java"))
                .isEqualTo(Page.compiled(ExpiryPageTest.class, "LogOutEverywhere.java"));
    }

    @Test
    void theExampleLogsAUserOutEverywhere() {
        SessionStore store = LogOutEverywhere.storeOn(InMemoryStorageClient.create());
        for (String user : List.of("ann", "ann", "bob")) {
            Session session = store.create();
            session.setAttribute("user", user);
            store.save(session);
        }

        assertThat(LogOutEverywhere.logOutEverywhere(store, "ann")).isEqualTo(2);
        assertThat(store.count()).isEqualTo(1);
        store.close();
    }
}
