package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What requests load of attributes that the storage keeps apart from their session. */
class ApartAttributesTest extends FilterTest {

    private static final String LARGE = "x".repeat(2000);

    private final ApartStorage apart = new ApartStorage(InMemoryStorageClient.create());
    private final SessionStore apartStore = SessionStore.builder(apart)
            .tokens(tokens())
            .cleanupInterval(Duration.ZERO)
            .build();
    private final List<String> removed = new CopyOnWriteArrayList<>();

    private final HttpSessionAttributeListener notes = new HttpSessionAttributeListener() {
        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            removed.add(event.getName());
        }
    };

    private String token() {
        Session session = apartStore.create();
        session.setAttribute("small", "value");
        session.setAttribute("large", LARGE);
        session.setAttribute("other", LARGE);
        apartStore.save(session);
        return tokenOf(session);
    }

    private Answer answer(Application application) {
        Server server = serve(SessionFilter.builder(apartStore).listener(notes).build(), application);
        return getAny(server, "/", token());
    }

    @Test
    void aRequestThatReadsAndChangesOneSmallAttributeLoadsNothing() {
        answer((request, response) -> {
                    HttpSession session = request.getSession();
                    assertThat(session.getAttribute("small")).isEqualTo("value");
                    assertThat(session.getAttribute("unknown")).isNull();
                    assertThat(Collections.list(session.getAttributeNames())).contains("large");
                    session.setAttribute("small", "changed");
                    session.setAttribute("new", "value");
                    session.removeAttribute("new");
                    request.changeSessionId();
                })
                .hasStatus(200);

        assertThat(apart.loads).isEmpty();
    }

    @Test
    void aLogoutLoadsWhatListenersAreNotifiedOfByOneCall() {
        answer((request, response) -> request.getSession().invalidate()).hasStatus(200);

        assertThat(removed).containsExactly("large", "other", "small");
        assertThat(apart.loads).containsExactly(Set.of("large", "other"));
    }

    @Test
    void aLogoutDoesNotFailIfWhatIsApartCannotBeLoadedAnyMore() {
        apart.loadsFail = true;

        answer((request, response) -> request.getSession().invalidate()).hasStatus(200);

        assertThat(removed).as("what could be read").containsExactly("small");
        assertThat(apart.loads).as("one attempt").hasSize(1);
    }

    @Test
    void theEndOfAnExpiredSessionLoadsByOneCallAsWell() {
        answer((request, response) -> request.getSession().setMaxInactiveInterval(1));
        SessionStore later = SessionStore.builder(apart)
                .tokens(tokens())
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)))
                .cleanupInterval(Duration.ZERO)
                .build();
        Server server = serve(SessionFilter.builder(later).listener(notes).build(), (request, response) -> {});
        get(server, "/");

        later.reap();

        assertThat(removed).containsExactly("large", "other", "small");
        assertThat(apart.loads).containsExactly(Set.of("large", "other"));
    }

    @Test
    void aReadLoadsWhatItReads() {
        answer((request, response) -> request.getSession().getAttribute("large"))
                .hasStatus(200);

        assertThat(apart.loads).containsExactly(Set.of("large"));
    }

    /** A request cannot continue with a value that it does not know. */
    @ParameterizedTest
    @EnumSource(StorageFailure.class)
    void aReadThatLoadsNothingFailsTheRequest(StorageFailure onFailure) {
        apart.loadsFail = true;
        Server server = serve(
                SessionFilter.builder(apartStore).onStorageFailure(onFailure).build(),
                (request, response) -> request.getSession().getAttribute("large"));

        Answer answer = getAny(server, "/", token());

        answer.hasStatus(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(apart.loads).hasSize(1);
    }
}
