package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The session as the application sees it. */
class HttpSessionTest extends FilterTest {

    @Test
    void settingNullRemoves() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> request.getSession().setAttribute("name", null));

        get(server, "/", token);

        assertThat(attribute(token, "name")).isEmpty();
        assertAlive(token);
    }

    @Test
    void anAttributeWithoutNameIsNoneAndCannotBeSet() {
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            assertThat(session.getAttribute(null)).isNull();
            session.removeAttribute(null);
            assertThatThrownBy(() -> session.setAttribute(null, "value")).isInstanceOf(IllegalArgumentException.class);
        });

        get(server, "/");
    }

    @Test
    void timesAreThoseOfTheStoredSessionAndStayDuringARequest() {
        Session stored = store.create();
        store.save(stored);
        SessionStore eager = storeWith(Duration.ZERO);
        Server server = serve(SessionFilter.of(eager), (request, response) -> {
            HttpSession session = request.getSession();
            response.flushBuffer();
            assertThat(session.getCreationTime()).isEqualTo(stored.createdAt().toEpochMilli());
            assertThat(session.getLastAccessedTime())
                    .isEqualTo(stored.lastAccessedAt().toEpochMilli());
        });

        get(server, "/", tokenOf(stored));
    }

    @Test
    void theMaxInactiveIntervalIsStored() {
        Server server = serve((request, response) -> {
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(30 * 60);
            request.getSession().setMaxInactiveInterval(90);
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(90);
        });

        Session stored = found(get(server, "/").newToken()).orElseThrow();

        assertThat(stored.maxInactiveInterval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(stored.expiresAt()).isPresent();
    }

    @Test
    void anIntervalOfZeroOrLessMeansNever() {
        Server server = serve((request, response) -> {
            int interval = Integer.parseInt(request.getQueryString());
            request.getSession().setMaxInactiveInterval(interval);
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(interval);
        });

        for (int interval : new int[] {0, -1, -90}) {
            Session stored = found(get(server, "/?" + interval).newToken()).orElseThrow();
            assertThat(stored.expiresAt()).isEmpty();
        }
    }

    @Test
    void anIntervalThatEndsWithinASecondDoesNotLookLikeNever() {
        Session stored = store.create();
        stored.setMaxInactiveInterval(Duration.ofMillis(60_001));
        store.save(stored);
        Server server = serve((request, response) ->
                response.getWriter().print(request.getSession().getMaxInactiveInterval()));

        assertThat(get(server, "/", tokenOf(stored)).body()).isEqualTo("61");
    }

    @Test
    void theLongestIntervalFits() {
        Server server = serve((request, response) -> {
            request.getSession().setMaxInactiveInterval(Integer.MAX_VALUE);
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(Integer.MAX_VALUE);
        });

        assertAlive(get(server, "/").newToken());
    }

    @Test
    void invalidateEndsTheSessionAtOnce() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().invalidate();
            assertDead(token);
            assertThat(request.getSession(false)).isNull();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
        });

        get(server, "/", token);

        assertDead(token);
    }

    @Test
    void anInvalidatedSessionAnswersToNothingButItsIdAndSettings() {
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("name", "value");
            session.invalidate();

            assertIllegal(session::invalidate);
            assertIllegal(() -> session.getAttribute("name"));
            assertIllegal(session::getAttributeNames);
            assertIllegal(() -> session.setAttribute("name", "value"));
            assertIllegal(() -> session.removeAttribute("name"));
            assertIllegal(session::getCreationTime);
            assertIllegal(session::getLastAccessedTime);
            assertIllegal(session::isNew);
            assertThat(session.getId()).isNotEmpty();
            assertThat(session.getServletContext()).isNotNull();
            assertThat(session.getMaxInactiveInterval()).isPositive();
            session.setMaxInactiveInterval(5);
        });

        get(server, "/");
    }

    private static void assertIllegal(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining("invalidated");
    }

    @Test
    void aNewSessionMayBeginAfterOneWasInvalidated() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            HttpSession first = request.getSession();
            first.invalidate();
            HttpSession second = request.getSession();
            assertThat(second.getId()).isNotEqualTo(first.getId());
            assertThat(second.isNew()).isTrue();
            assertThat(second.getAttribute("name")).isNull();
            second.setAttribute("name", "other");
        });

        Answer answer = get(server, "/", token);

        assertDead(token);
        assertThat(attribute(answer.newToken(), "name")).contains("other");
        assertThat(calls()).containsEntry(DELETE, 1).containsEntry(CREATE, 1);
    }

    @Test
    void aSessionThatIsInvalidatedBeforeItWasStoredCostsNothing() {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            request.getSession().invalidate();
        });

        get(server, "/").hasNoCookie();

        assertThat(calls()).isEmpty();
    }

    @Test
    void changingTheIdKeepsTheSessionAndEndsTheOldId() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            String newId = request.changeSessionId();
            assertThat(newId).isNotEqualTo(idOf(token));
            assertThat(session.getId()).isEqualTo(newId);
            assertThat(request.getSession()).isSameAs(session);
            assertThat(session.getAttribute("name")).isEqualTo("value");
            response.getWriter().print(newId);
        });

        Answer answer = get(server, "/", token);

        assertThat(idOf(answer.newToken())).isEqualTo(answer.body());
        assertDead(token);
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    @Test
    void theIdOfANewSessionCanBeChanged() {
        Server server = serve((request, response) -> {
            String first = request.getSession().getId();
            assertThat(request.changeSessionId()).isNotEqualTo(first);
            response.getWriter().print(request.getSession().getId());
        });

        Answer answer = get(server, "/");

        assertThat(idOf(answer.newToken())).isEqualTo(answer.body());
        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    @Test
    void theIdCannotBeChangedWithoutASession() {
        Server server = serve((request, response) ->
                assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class));

        get(server, "/").hasNoCookie();
        get(server, "/", "unknown").hasNoCookie();
    }

    @Test
    void changingTheIdAndThenInvalidatingLeavesNothingAliveUnderEitherId() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            response.getWriter().print(request.changeSessionId());
            request.getSession().invalidate();
        });

        Answer answer = get(server, "/", token);

        assertDead(token);
        assertThat(store.find(answer.body())).isEmpty();
        assertThat(calls().keySet()).containsOnly(GET, DELETE);
    }

    @Test
    void changingTheIdAndStoringItAndThenInvalidatingLeavesNothingAliveUnderEitherId() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            response.getWriter().print(request.changeSessionId());
            response.flushBuffer();
            request.getSession().invalidate();
        });

        Answer answer = get(server, "/", token);

        assertDead(token);
        assertThat(store.find(answer.body())).isEmpty();
    }

    @Test
    void theRequestedIdIsWhatTheClientAskedFor() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            response.getWriter()
                    .print(request.getRequestedSessionId() + " " + request.isRequestedSessionIdValid() + " "
                            + request.isRequestedSessionIdFromCookie() + " " + request.isRequestedSessionIdFromURL());
        });

        assertThat(get(server, "/").body()).isEqualTo("null false false false");
        assertThat(get(server, "/", "unknown").body()).isEqualTo(idOf("unknown") + " false true false");
        assertThat(get(server, "/", token).body()).isEqualTo(idOf(token) + " true true false");
        assertThat(get(server, "/", "unknown", token).body()).isEqualTo(idOf(token) + " true true false");
        assertThat(get(server, "/", "no <id>").body()).isEqualTo("null false false false");
    }

    @Test
    void whetherTheIdCameInACookieIsKnownWithoutLooking() {
        Server server = serve((request, response) -> {
            assertThat(request.isRequestedSessionIdFromCookie()).isTrue();
            assertThat(calls()).isEmpty();
        });

        get(server, "/", "unknown", "other");
    }

    @Test
    void anIdThatIsAloneIsKnownWithoutLooking() {
        Server server = serve((request, response) -> {
            assertThat(request.getRequestedSessionId()).isEqualTo(idOf("unknown"));
            assertThat(calls()).isEmpty();
        });

        get(server, "/", "unknown");
    }

    @Test
    void theRequestedIdStaysWhenTheIdIsChanged() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.changeSessionId();
            assertThat(request.getRequestedSessionId()).isEqualTo(idOf(token));
            assertThat(request.isRequestedSessionIdValid()).isTrue();
        });

        get(server, "/", token);
    }

    @Test
    void urlsStayAsTheyAre() {
        Server server = serve((request, response) -> {
            request.getSession();
            assertThat(response.encodeURL("/next?a=b")).isEqualTo("/next?a=b");
            assertThat(response.encodeRedirectURL("/next?a=b")).isEqualTo("/next?a=b");
        });

        get(server, "/");
    }

    @Test
    void nothingOfOursShowsATokenOrAnIdOrAValue() {
        String token = stored("name", "secret value");
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            session.getAttribute("name");
            String shown = String.valueOf(session)
                    + request
                    + response
                    + request.getRequestDispatcher("/")
                    + attributesOf(request);
            assertThat(shown).doesNotContain(token, idOf(token), "secret value");
            session.invalidate();
            assertThat(session.toString()).doesNotContain(token, idOf(token));
        });

        get(server, "/", token);
    }

    private static String attributesOf(HttpServletRequest request) {
        StringBuilder shown = new StringBuilder();
        Collections.list(request.getAttributeNames()).forEach(name -> shown.append(request.getAttribute(name)));
        return shown.toString();
    }
}
