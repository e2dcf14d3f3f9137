package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.RENAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SaveResult;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import io.github.dynamodbsession.testkit.SettableClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The id of an old session is renewed, and with it the cookie. */
class RenewalTest extends FilterTest {

    private static final Duration AGE = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final SettableClock clock = SettableClock.startingNow();
    private final SessionStore renewing = renewing(TokenKind.HASHED);
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    private SessionStore renewing(TokenKind tokens) {
        return SessionStore.builder(storage)
                .clock(clock)
                .cleanupInterval(Duration.ZERO)
                .tokens(tokens)
                .renewIdAfter(AGE)
                .renewIdGrace(GRACE)
                .build();
    }

    private Server serveRenewing() {
        return serveRenewing(SessionFilter.builder(renewing).build());
    }

    private Server serveRenewing(SessionFilter filter) {
        return server(filter)
                .atStartup(context -> context.addListener(new HttpSessionIdListener() {
                    @Override
                    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
                        told.add(oldId);
                        told.add(event.getSession().getId());
                    }
                }))
                .at("/*", RenewalTest::answer)
                .start();
    }

    /** Does what its path says, and prints the id. */
    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.startsWith("/logout")) {
            response.getWriter().print(SessionFilter.endSession(request));
            return;
        }
        if (path.startsWith("/forward")) {
            try {
                request.getRequestDispatcher("/set").forward(request, response);
            } catch (jakarta.servlet.ServletException e) {
                throw new IOException(e);
            }
            return;
        }
        HttpSession session = request.getSession(path.startsWith("/begin"));
        if (session == null) {
            response.getWriter().print("none");
            return;
        }
        if (path.startsWith("/late")) {
            response.flushBuffer();
        }
        if (path.startsWith("/change")) {
            request.changeSessionId();
        }
        if (path.startsWith("/set") || path.startsWith("/late")) {
            Object count = session.getAttribute("count");
            session.setAttribute("count", count == null ? 1 : (Integer) count + 1);
        }
        response.getWriter().print(session.getId() + " " + session.getAttribute("count"));
        if (path.startsWith("/link")) {
            response.getWriter().print(" " + response.encodeURL("/next"));
        }
    }

    private String id(String token) {
        return renewing.presented(token).orElseThrow().id();
    }

    private Object count(String token) {
        return found(renewing, token).orElseThrow().attribute("count").orElse(0);
    }

    private String begun(Server server) {
        return get(server, "/begin").newToken();
    }

    @Test
    void aWriteRenewsAnOldCookie() {
        for (TokenKind tokens : TokenKind.values()) {
            SessionStore kind = renewing(tokens);
            Server server = serveRenewing(SessionFilter.of(kind));
            String token = begun(server);
            get(server, "/set", token).hasNoCookie();
            clock.advance(AGE);
            get(server, "/read", token).hasNoCookie();
            told.clear();
            forgetCalls();

            Answer answer = get(server, "/set", token);

            String renewed = answer.newToken();
            assertThat(renewed).isNotEqualTo(token);
            assertThat(calls()).isEqualTo(Map.of(GET, 1, RENAME, 1));
            String id = kind.presented(renewed).orElseThrow().id();
            assertThat(told).containsExactly(kind.presented(token).orElseThrow().id(), id);
            get(server, "/read", renewed).says(id + " 2").hasNoCookie();
            get(server, "/set", renewed).says(id + " 3").hasNoCookie();
        }
    }

    @Test
    void theFormerCookieReadsForAWhileAndNoCookieIsSentForIt() {
        for (SessionFilter filter : List.of(
                SessionFilter.of(renewing),
                SessionFilter.builder(renewing).cookieRolling(true).build())) {
            Server server = serveRenewing(filter);
            String former = begun(server);
            clock.advance(AGE);
            String token = get(server, "/set", former).newToken();

            get(server, "/read", former).says(id(token) + " 1").hasNoCookie();
            get(server, "/set", former).hasNoCookie();
            get(server, "/change", former).hasNoCookie();
            get(server, "/late", former).hasNoCookie();
            assertThat(count(token)).isEqualTo(1);

            clock.advance(GRACE);
            get(server, "/read", former).says("none").hasNoCookie();
            get(server, "/set", former).says("none").hasNoCookie();
            get(server, "/read", token).says(id(token) + " 1");
        }
    }

    @Test
    void theApplicationIsToldThatAWriteByTheFormerCookieWasRefused() {
        AtomicInteger asked = new AtomicInteger();
        Server server = serveRenewing(SessionFilter.builder(renewing)
                .onSessionEnded((request, response) -> {
                    asked.incrementAndGet();
                    response.sendError(HttpServletResponse.SC_CONFLICT);
                    return true;
                })
                .build());
        String former = begun(server);
        clock.advance(AGE);
        String token = get(server, "/set", former).newToken();

        get(server, "/read", former).hasStatus(200);
        get(server, "/set", former).hasStatus(409).hasNoCookie();

        assertThat(asked).hasValue(1);
        assertThat(count(token)).isEqualTo(1);
    }

    @Test
    void aLogoutByTheFormerCookieEndsTheSession() {
        Server server = serveRenewing();
        for (boolean inGrace : List.of(true, false)) {
            String former = begun(server);
            clock.advance(AGE);
            String token = get(server, "/set", former).newToken();
            if (!inGrace) {
                clock.advance(GRACE);
            }

            Answer answer = get(server, "/logout", former).says(true);

            assertThat(answer.setCookies()).singleElement().matches(SetCookie::takesAway);
            get(server, "/read", token).says("none");
        }
    }

    @Test
    void aLoginIsNoRenewal() {
        Server server = serveRenewing();
        String former = begun(server);
        clock.advance(AGE);

        String token = get(server, "/change", former).newToken();

        get(server, "/read", former).says("none");
        get(server, "/read", token).says(id(token) + " null");
        assertThat(told).containsExactly(id(former), id(token));
    }

    @Test
    void onceTheResponseIsCommittedNothingIsRenewed() {
        Server server = serveRenewing();
        String token = begun(server);
        clock.advance(AGE);

        get(server, "/late", token).hasNoCookie();
        assertThat(count(token)).isEqualTo(1);
        assertThat(told).isEmpty();

        assertThat(get(server, "/set", token).newToken()).isNotEqualTo(token);
    }

    /** After a forward, Tomcat ignores all further headers. */
    @Test
    void aForwardRenewsAsWell() {
        Server server = serveRenewing();
        String token = begun(server);
        clock.advance(AGE);

        String renewed = get(server, "/forward", token).newToken();

        assertThat(renewed).isNotEqualTo(token);
        assertThat(count(renewed)).isEqualTo(1);
    }

    @Test
    void whatIsSentInTheUrlIsNotRenewed() {
        Server server =
                serveRenewing(SessionFilter.builder(renewing).urlTracking(true).build());
        String token = begun(server);
        clock.advance(AGE);

        get(server, "/set;jsessionid=" + token).hasNoCookie();
        assertThat(count(token)).isEqualTo(1);
        assertThat(found(renewing, token).orElseThrow().isReadOnly()).isFalse();

        String renewed = get(server, "/set", token).newToken();
        String link = get(server, "/link;jsessionid=" + token).body();
        assertThat(link).endsWith(" /next").doesNotContain(renewed).doesNotContain(token);
    }

    @Test
    void oneOfOverlappingRequestsRenews() {
        List<String> others = new ArrayList<>();
        Server server = server(SessionFilter.of(renewing))
                .at("/begin", RenewalTest::answer)
                .at("/set", (request, response) -> {
                    request.getSession().setAttribute("mine", 1);
                    Session other = found(renewing, others.get(0)).orElseThrow();
                    other.setAttribute("other's", 1);
                    assertThat(renewing.saveAndRenewId(other)).isEqualTo(SaveResult.RENEWED);
                    others.add(tokenOf(other));
                })
                .at("/read", (request, response) -> {
                    assertThat(request.getSession().getAttribute("other's")).isNull();
                    Session other = found(renewing, others.get(0)).orElseThrow();
                    other.setAttribute("other's", 2);
                    assertThat(renewing.saveAndRenewId(other)).isEqualTo(SaveResult.RENEWED);
                    others.add(tokenOf(other));
                    clock.advance(Duration.ofSeconds(20)); // so that a touch is due
                })
                .start();
        for (String path : List.of("/set", "/read")) {
            others.clear();
            others.add(get(server, "/begin").newToken());
            clock.advance(AGE);

            get(server, path, others.get(0)).hasNoCookie();

            Session after = found(renewing, others.get(1)).orElseThrow();
            assertThat(after.attributeNames()).containsExactly("other's");
        }
    }

    /** It would lose what it changes. */
    @Test
    void anAccessorOfTheFormerIdIsOver() {
        AtomicReference<HttpSession.Accessor> kept = new AtomicReference<>();
        Server server = server(SessionFilter.of(renewing))
                .at(
                        "/keep",
                        (request, response) -> kept.set(request.getSession().getAccessor()))
                .at("/*", RenewalTest::answer)
                .start();
        String former = get(server, "/keep").newToken();
        kept.get().access(session -> session.setAttribute("count", 1));
        assertThat(count(former)).isEqualTo(1);
        clock.advance(AGE);
        kept.get().access(session -> session.setAttribute("count", 2));

        String token = get(server, "/set", former).newToken();

        assertThatThrownBy(() -> kept.get().access(session -> session.setAttribute("count", 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its id has changed");
        assertThat(count(token)).isEqualTo(3);
    }

    @Test
    void ifTheAnswerToARenewalIsLostTheCookieStays() {
        Server server = serveRenewing();
        String token = begun(server);
        clock.advance(AGE);
        storage.on(RENAME).failBeforeApplying();

        getAny(server, "/set", token).hasStatus(503).hasNoCookie();

        assertThat(count(token)).isEqualTo(0);
        assertThat(get(server, "/set", token).newToken()).isNotEqualTo(token);
    }

    /** A slow request would take the new cookie away again, which the browser has got meanwhile. */
    @Test
    void aRollingCookieIsNotThatOfAnIdThatIsRenewedMeanwhile() {
        List<String> others = new ArrayList<>();
        Server server = server(
                        SessionFilter.builder(renewing).cookieRolling(true).build())
                .at("/begin", RenewalTest::answer)
                .at("/read", (request, response) -> request.getSession().getAttribute("count"))
                .at("/slow", (request, response) -> {
                    request.getSession().getAttribute("count");
                    Session other = found(renewing, others.get(0)).orElseThrow();
                    other.setAttribute("other's", 1);
                    assertThat(renewing.saveAndRenewId(other)).isEqualTo(SaveResult.RENEWED);
                })
                .start();
        String token = begun(server);
        others.add(token);
        clock.advance(AGE);
        get(server, "/read", token); // a touch is not due again
        assertThat(get(server, "/read", token).newToken()).isEqualTo(token);

        get(server, "/slow", token).hasNoCookie();
    }

    /** The new cookie is sent although the request fails in the end. */
    private void assertTheNewCookieIsSentAlthoughThisFails(Consumer<HttpSession> onIdChange) {
        Server server = server(SessionFilter.of(renewing))
                .atStartup(context -> context.addListener(new HttpSessionIdListener() {
                    @Override
                    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
                        onIdChange.accept(event.getSession());
                    }
                }))
                .at("/*", RenewalTest::answer)
                .start();
        String former = begun(server);
        clock.advance(AGE);

        String token = getAny(server, "/set", former).hasStatus(500).newToken();

        clock.advance(GRACE);
        get(server, "/read", token).says(id(token) + " 1");
    }

    @Test
    void theNewCookieIsSentAlsoIfAListenerFails() {
        assertTheNewCookieIsSentAlthoughThisFails(session -> {
            throw new IllegalStateException("thrown by the test");
        });
    }

    @Test
    void theNewCookieIsSentAlsoIfWhatAListenerChangesIsNotStored() {
        assertTheNewCookieIsSentAlthoughThisFails(session -> session.setAttribute("listener's", new Object()));
    }

    /** As those of two paths. */
    @Test
    void besideTheNewCookieTheFormerOneDoesNotCount() {
        Server server = serveRenewing();
        String former = begun(server);
        clock.advance(AGE);
        String token = get(server, "/set", former).newToken();

        get(server, "/set", former, token).says(id(token) + " 2").hasNoCookie();

        assertThat(count(token)).isEqualTo(2);
    }
}
