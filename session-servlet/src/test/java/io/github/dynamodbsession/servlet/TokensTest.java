package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import io.github.dynamodbsession.testkit.FailingStorageClient.Operation;
import io.github.dynamodbsession.testkit.SettableClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only the client gets the token; the storage, the application and the logs have the id, which opens nothing. */
class TokensTest extends FilterTest {

    private static final String SECRET = "keyboard cat keyboard cat";

    /** A store of the version before, or one with plain tokens, over the same storage. */
    private final SessionStore plain = SessionStore.builder(storage)
            .cleanupInterval(Duration.ZERO)
            .tokens(TokenKind.PLAIN)
            .build();

    private Session storedPlain() {
        Session session = plain.create();
        session.setAttribute("name", "value");
        plain.save(session);
        forgetCalls();
        return session;
    }

    /** Does what its query says, and prints the id. */
    private Server asking(SessionFilter filter) {
        return serve(filter, (request, response) -> {
            String query = String.valueOf(request.getQueryString());
            if (query.contains("begin")) {
                request.getSession();
            }
            if (query.contains("change")) {
                request.changeSessionId();
            }
            if (query.contains("logout")) {
                response.getWriter().print(SessionFilter.endSession(request));
                return;
            }
            HttpSession session = request.getSession(false);
            response.getWriter().print(session == null ? "none" : session.getId());
            if (query.contains("link")) {
                response.getWriter().print(" " + response.encodeURL("/next"));
            }
        });
    }

    private Server asking() {
        return asking(SessionFilter.of(store));
    }

    private List<String> storedIds() {
        try (var sessions = store.sessions()) {
            return sessions.map(Session::id).toList();
        }
    }

    @Test
    void noCookieIsAnIdThatIsStored() {
        SessionFilter filter = SessionFilter.builder(store).cookieRolling(true).build();
        Server server = asking(filter);
        List<String> ids = new ArrayList<>();
        List<String> cookies = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            String token = get(server, "/?begin").newToken();
            ids.addAll(storedIds());
            cookies.add(token);
            cookies.add(get(server, "/", token).newToken());
            cookies.add(get(server, "/?change", token).newToken());
            ids.addAll(storedIds());
        }

        assertThat(ids).hasSizeGreaterThan(10).allMatch(id -> id.startsWith("~"));
        assertThat(cookies).hasSize(15).doesNotContainAnyElementsOf(ids);
        assertThat(ids).noneMatch(id -> cookies.stream().anyMatch(id::contains));
    }

    @Test
    void anIdThatIsStoredOpensNoSessionAsACookieNorInTheUrl() {
        String token = stored("name", "value");
        String id = storedIds().get(0);
        Server server = asking(SessionFilter.builder(store).urlTracking(true).build());
        forgetCalls();

        for (String text : List.of(id, id + ".node1", "~" + id, "~" + token)) {
            get(server, "/", text).says("none").hasNoCookie();
            get(server, "/;jsessionid=" + text).says("none").hasNoCookie();
            get(server, "/?logout", text).says("false").hasNoCookie();
        }
        assertThat(calls()).isEmpty();
        for (String text : List.of(id.substring(1), id.toLowerCase(Locale.ROOT), id.substring(1) + "~", "%7E" + id)) {
            get(server, "/", text).says("none").hasNoCookie();
            get(server, "/;jsessionid=" + text).says("none").hasNoCookie();
            get(server, "/?logout", text).says("false").hasNoCookie();
        }
        get(server, "/;jsessionid=" + token).says(id);
        get(server, "/", token).says(id);
    }

    @Test
    void norDoesItIfItIsSigned() {
        stored("name", "value");
        String id = storedIds().get(0);
        Server server = asking(SessionFilter.builder(store).cookieSecret(SECRET).build());
        forgetCalls();

        get(server, "/", CookieSigner.of(List.of(SECRET)).sign(id)).says("none").hasNoCookie();

        assertThat(calls()).isEmpty();
    }

    @Test
    void theRequestedIdOfAStoredIdIsNone() {
        stored("name", "value");
        Server server = serve((request, response) -> {
            assertThat(request.getRequestedSessionId()).isNull();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
            assertThat(request.isRequestedSessionIdFromCookie()).isFalse();
        });

        get(server, "/", storedIds().get(0)).hasNoCookie();
    }

    @Test
    void theUrlHasTheTokenAndTheApplicationTheId() {
        Server server = asking(SessionFilter.builder(store).urlTracking(true).build());

        Answer first = get(server, "/?begin&link");
        String token = first.newToken();
        String id = idOf(token);

        first.says(id + " /next;jsessionid=" + token);
        get(server, "/;jsessionid=" + token + "?link").says(id + " /next;jsessionid=" + token);
    }

    /** Notes every id that it is given. */
    private static final class Ids implements HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        private void see(String event, HttpSession session) {
            seen.add(event + " " + session.getId());
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            see("created", event.getSession());
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            see("destroyed", event.getSession());
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
            seen.add("old " + oldSessionId);
            see("new", event.getSession());
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            see("added", event.getSession());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            see("removed", event.getSession());
        }
    }

    @Test
    void listenersAreGivenIds() {
        SettableClock clock = SettableClock.startingNow();
        SessionStore reaping = SessionStore.builder(storage)
                .cleanupInterval(Duration.ZERO)
                .tokens(tokens())
                .clock(clock)
                .build();
        Ids ids = new Ids();
        Server server = serve(SessionFilter.builder(reaping).listener(ids).build(), (request, response) -> {
            request.getSession().setAttribute("name", "value");
            request.changeSessionId();
            response.getWriter().print(request.getRequestedSessionId());
        });

        String first = get(server, "/").newToken();
        Answer second = get(server, "/", first);
        clock.advance(Duration.ofDays(30));
        reaping.reap();

        assertThat(second.body()).isEqualTo(idOf(first));
        String begun = ids.seen.peek().substring("created ".length());
        assertThat(ids.seen)
                .containsExactly(
                        "created " + begun,
                        "added " + begun,
                        "old " + begun,
                        "new " + idOf(first),
                        "old " + idOf(first),
                        "new " + idOf(second.newToken()),
                        "destroyed " + idOf(second.newToken()),
                        "removed " + idOf(second.newToken()));
        assertThat(ids.seen).allMatch(seen -> seen.contains(" ~"));
    }

    @Test
    void theTokenThatIsSentIsOfTheStoredIdEvenIfItChangesDuringTheSave() {
        String token = stored("name", "value");
        AtomicReference<String> changed = new AtomicReference<>();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            storage.on(Operation.UPDATE).first(() -> changed.set(request.changeSessionId()));
            response.flushBuffer();
        });

        Answer answer = get(server, "/", token);

        assertThat(idOf(answer.newToken())).isEqualTo(changed.get());
        assertThat(attribute(answer.newToken(), "name")).contains("other");
        assertDead(token);
    }

    @Test
    void aPlainCookieFromBeforeGoesOn() {
        String id = storedPlain().id();
        Server server = serve((request, response) -> {
            assertThat(request.isRequestedSessionIdValid()).isTrue();
            assertThat(request.getRequestedSessionId()).isEqualTo(id);
            assertThat(request.isRequestedSessionIdFromCookie()).isTrue();
            assertThat(request.getSession().getId()).isEqualTo(id);
            assertThat(request.getSession().getAttribute("name")).isEqualTo("value");
            request.getSession().setAttribute("other", 1);
        });

        get(server, "/", id).hasNoCookie();

        assertThat(calls()).containsEntry(GET, 2);
        assertThat(plain.find(id).flatMap(session -> session.attribute("other")))
                .contains(1);
    }

    @Test
    void aRollingCookieFromBeforeStaysPlain() {
        String id = storedPlain().id();
        Server server = asking(SessionFilter.builder(store).cookieRolling(true).build());

        assertThat(get(server, "/", id).newToken()).isEqualTo(id);
    }

    @Test
    void aPlainIdInTheUrlFromBeforeGoesOn() {
        String id = storedPlain().id();
        Server server = asking(SessionFilter.builder(store).urlTracking(true).build());

        get(server, "/;jsessionid=" + id + "?link")
                .says(id + " /next;jsessionid=" + id)
                .hasNoCookie();
    }

    @Test
    void theNextIdChangeGivesASessionFromBeforeAToken() {
        String id = storedPlain().id();
        Server server = asking();

        Answer changed = get(server, "/?change", id);
        String token = changed.newToken();

        assertThat(changed.body()).startsWith("~").isEqualTo(idOf(token));
        assertThat(storedIds()).containsExactly(changed.body());
        get(server, "/", token).says(changed.body()).hasNoCookie();
        get(server, "/", id).says("none");
        assertThat(attribute(token, "name")).contains("value");
    }

    @Test
    void aLogoutWithAPlainCookieFollowsTheIdChange() {
        String id = storedPlain().id();
        Server server = asking();
        String token = get(server, "/?change", id).newToken();

        Answer logout = get(server, "/?logout", id).says("true");

        assertThat(logout.setCookies()).singleElement().matches(SetCookie::takesAway);
        assertDead(token);
        assertThat(storedIds()).isEmpty();
    }

    @Test
    void aPlainCookieOpensNothingOnceThatIsOff() {
        String id = storedPlain().id();
        SessionStore hashedOnly = SessionStore.builder(storage)
                .cleanupInterval(Duration.ZERO)
                .tokens(TokenKind.HASHED)
                .acceptBothTokens(false)
                .unknownTokenMemory(Duration.ofMinutes(1))
                .build();
        Server server = asking(SessionFilter.of(hashedOnly));

        get(server, "/", id).says("none").hasNoCookie();
        get(server, "/?logout", id).says("false");

        assertThat(calls()).as("the second request knows").isEqualTo(Map.of(GET, 1, DELETE, 1));
        assertThat(plain.find(id)).isPresent();
    }

    @Test
    void aCookieThatCanBeOfEitherKindCostsTwoReadsAndAnyOtherOne() {
        Server server = asking();

        get(server, "/", "a".repeat(32)).says("none");
        assertThat(calls()).isEqualTo(Map.of(GET, 2));
        forgetCalls();

        get(server, "/", "a".repeat(31)).says("none");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
        forgetCalls();

        get(server, "/", "~" + "a".repeat(32)).says("none");
        assertThat(calls()).isEmpty();
    }

    /** All that is logged in this JVM, with stack traces. */
    private static final class AllLines extends Handler implements AutoCloseable {

        private static final Logger ROOT = Logger.getLogger("");
        private static final Logger OURS = Logger.getLogger("io.github.dynamodbsession");

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final @Nullable Level before = OURS.getLevel();

        AllLines() {
            setLevel(Level.ALL);
            OURS.setLevel(Level.ALL);
            ROOT.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(String.valueOf(line.getMessage()));
            if (line.getParameters() != null) {
                text.append(List.of(line.getParameters()).toString());
            }
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            ROOT.removeHandler(this);
            OURS.setLevel(before);
        }
    }

    @Test
    void neitherLogsNorAnswersNorExceptionsShowATokenOrAnId() {
        Queue<String> shown = new ConcurrentLinkedQueue<>();
        Server server = serve((request, response) -> {
            try {
                act(request);
            } catch (RuntimeException e) {
                StringWriter text = new StringWriter();
                e.printStackTrace(new PrintWriter(text));
                shown.add(text.toString());
                throw e;
            } finally {
                shown.add(request + " " + response + " " + request.getSession(false));
            }
        });
        List<String> secrets = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        List<String> lines;
        try (AllLines log = new AllLines()) {
            for (String what : List.of("change", "late", "unstorable", "invalidate", "outage")) {
                String token = stored("name", "value");
                secrets.add(token);
                secrets.add(idOf(token));
                Answer answer = getAny(server, "/?" + what, token);
                answer.setCookies().stream()
                        .filter(cookie -> !cookie.takesAway())
                        .forEach(cookie -> secrets.add(cookie.value()));
                answers.add(answer.status() + answer.body());
                storage.heal();
            }
            lines = List.copyOf(log.lines);
        }

        assertThat(secrets).hasSize(11);
        assertThat(answers).anyMatch(answer -> answer.startsWith("503")).anyMatch(answer -> answer.startsWith("500"));
        assertThat(lines).isNotEmpty();
        for (String secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            assertThat(shown).noneMatch(text -> text.contains(secret));
        }
    }

    private void act(HttpServletRequest request) {
        HttpSession session = request.getSession();
        switch (String.valueOf(request.getQueryString())) {
            case "change" -> request.changeSessionId();
            case "late" -> {
                session.setAttribute("name", "other");
                store.delete(session.getId());
            }
            case "unstorable" -> session.setAttribute("name", new Object());
            case "invalidate" -> {
                session.invalidate();
                session.setAttribute("name", "too late");
            }
            default -> {
                session.setAttribute("name", "other");
                storage.on(Operation.UPDATE).times(100).failBeforeApplying();
            }
        }
    }
}
