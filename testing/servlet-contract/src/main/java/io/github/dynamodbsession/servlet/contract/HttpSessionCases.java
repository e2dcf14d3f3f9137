package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.http.HttpSession;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link HttpSession}, method by method. */
abstract class HttpSessionCases extends Cases {

    HttpSessionCases(ServletContract contract) {
        super(contract);
    }

    private App shop() {
        return app().at("/add", (request, response) -> request.getSession().setAttribute("item", "hat"))
                .at("/replace", (request, response) -> request.getSession().setAttribute("item", "cap"))
                .at("/remove", (request, response) -> request.getSession().removeAttribute("item"))
                .saying("/item", request -> request.getSession().getAttribute("item"))
                .saying("/id", request -> request.getSession().getId())
                .saying(
                        "/names",
                        request -> Collections.list(request.getSession().getAttributeNames()))
                .saying("/is-new", request -> request.getSession().isNew())
                .saying("/created", request -> request.getSession().getCreationTime())
                .saying("/accessed", request -> request.getSession().getLastAccessedTime())
                .saying("/interval", request -> request.getSession().getMaxInactiveInterval())
                .saying("/is-there", request -> request.getSession(false) != null)
                .at("/invalidate", (request, response) -> request.getSession().invalidate());
    }

    @Test
    @Rule("7.4: an object bound into a session is available to any other servlet handling a request of that session")
    void anAttributeIsThereInTheNextRequest() {
        Client client = shop().start().client();

        client.get("/add");

        client.get("/item").says("hat");
    }

    @Test
    @Rule("HttpSession.setAttribute: if an object of the same name is already bound, the object is replaced")
    void anAttributeIsReplaced() {
        Client client = shop().start().client();

        client.get("/add");
        client.get("/replace");

        client.get("/item").says("cap");
    }

    @Test
    @Rule("HttpSession.removeAttribute: removes the object bound with the specified name")
    void anAttributeIsRemoved() {
        Client client = shop().start().client();

        client.get("/add");
        client.get("/remove");

        client.get("/item").says("null");
        client.get("/names").says("[]");
    }

    @Test
    @Rule("HttpSession.removeAttribute: if there is no object bound with the name, this method does nothing")
    void removingWhatIsNotThereDoesNothing() {
        Client client = shop().start().client();

        client.get("/remove").hasStatus(200);

        client.get("/names").says("[]");
    }

    @Test
    @Rule("HttpSession.setAttribute: null has the same effect as removeAttribute")
    void settingNullRemoves() {
        Client client = shop().at(
                        "/null", (request, response) -> request.getSession().setAttribute("item", null))
                .start()
                .client();

        client.get("/add");
        client.get("/null");

        client.get("/names").says("[]");
    }

    @Test
    @Rule("HttpSession.getAttribute: null if no object is bound under the name")
    void anAttributeThatIsNotThereIsNull() {
        shop().start().client().get("/item").says("null");
    }

    @Test
    @Rule("HttpSession.setAttribute: the name cannot be null")
    void anAttributeNeedsAName() {
        Client client = shop().at("/nameless", (request, response) -> {
                    HttpSession session = request.getSession();
                    assertThatThrownBy(() -> session.setAttribute(null, "hat")).isInstanceOf(RuntimeException.class);
                    assertThat(Collections.list(session.getAttributeNames())).isEmpty();
                })
                .start()
                .client();

        client.get("/nameless").hasStatus(200);
        client.get("/names").says("[]");
    }

    @Test
    @Rule("HttpSession.setAttribute, getAttribute, removeAttribute: any name but null is one, also the empty one")
    void theEmptyNameIsAName() {
        Client client = shop().at(
                        "/set", (request, response) -> request.getSession().setAttribute("", "hat"))
                .saying("/get", request -> request.getSession().getAttribute(""))
                .saying("/number", request -> Collections.list(
                                request.getSession().getAttributeNames())
                        .size())
                .at("/unset", (request, response) -> request.getSession().removeAttribute(""))
                .start()
                .client();

        client.get("/set").hasStatus(200);
        client.get("/get").says("hat");
        client.get("/number").says(1);
        client.get("/unset").hasStatus(200);

        client.get("/get").says("null");
        client.get("/number").says(0);
    }

    @Test
    @Rule(
            "7.7.2: of a distributable application, setAttribute refuses what cannot be migrated: IllegalArgumentException")
    void whatCannotTravelIsRefusedWhenItIsSet() {
        Client client = shop().with(WebApp::distributable)
                .at("/thread", (request, response) -> {
                    try {
                        request.getSession().setAttribute("item", Thread.currentThread());
                    } catch (IllegalArgumentException e) {
                        response.getWriter().print("refused");
                    }
                })
                .start()
                .client();
        client.get("/add");

        client.get("/thread").says("refused");

        client.get("/item").says("hat");
    }

    @Test
    @Rule("7.7.2: of a distributable application, what cannot be migrated is refused")
    void whatCannotTravelFailsTheRequestThatSetsIt() {
        Client client = shop().with(WebApp::distributable)
                .at("/thread", (request, response) -> request.getSession()
                        .setAttribute("thread", Thread.currentThread()))
                .start()
                .client();
        client.get("/add");

        client.get("/thread").hasStatus(500);

        client.get("/names").says("[item]");
        client.get("/item").says("hat");
    }

    @Test
    @Rule("HttpSession.getAttribute, setAttribute, removeAttribute: effective at once")
    void aRequestSeesItsOwnChanges() {
        Client client = app().at("/all", (request, response) -> {
                    HttpSession session = request.getSession();
                    session.setAttribute("a", 1);
                    session.setAttribute("b", 2);
                    session.setAttribute("a", 3);
                    session.removeAttribute("b");
                    assertThat(session.getAttribute("a")).isEqualTo(3);
                    assertThat(session.getAttribute("b")).isNull();
                    assertThat(Collections.list(session.getAttributeNames())).containsExactly("a");
                })
                .start()
                .client();

        client.get("/all").hasStatus(200);
    }

    @Test
    @Rule("HttpSession.getAttributeNames: the names of all the objects bound to this session")
    void theNamesAreThoseOfAllAttributes() {
        Client client = app().at("/set", (request, response) -> List.of("a", "b", "", "a b;c", "ü")
                        .forEach(name -> request.getSession().setAttribute(name, name)))
                .at("/check", (request, response) -> assertThat(
                                Collections.list(request.getSession().getAttributeNames()))
                        .containsExactlyInAnyOrder("a", "b", "", "a b;c", "ü")
                        .allMatch(
                                name -> request.getSession().getAttribute(name).equals(name)))
                .start()
                .client();

        client.get("/set");

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("7.4: objects may be bound, whatever they are")
    void valuesComeBackAsTheyWere() {
        Map<String, Object> values = Map.of(
                "text",
                "hat",
                "number",
                42,
                "price",
                new BigDecimal("9.90"),
                "flag",
                true,
                "list",
                new ArrayList<>(List.of("a", 1)),
                "map",
                Map.of("k", List.of(1L, 2.5)));
        Client client = app().at("/set", (request, response) -> values.forEach(request.getSession()::setAttribute))
                .at(
                        "/check",
                        (request, response) -> values.forEach(
                                (name, value) -> assertThat(request.getSession().getAttribute(name))
                                        .isEqualTo(value)))
                .start()
                .client();

        client.get("/set");

        client.get("/check").hasStatus(200);
    }

    @Test
    @SuppressWarnings("unchecked")
    @Rule("7.4: the object bound is the one that is available")
    void anAttributeThatIsAlteredInPlaceIsSeenByTheNextRequest() {
        Client client = app().at("/begin", (request, response) -> request.getSession()
                        .setAttribute("cart", new ArrayList<>(List.of("hat"))))
                .at("/more", (request, response) -> ((List<String>)
                                request.getSession().getAttribute("cart"))
                        .add("cap"))
                .saying("/cart", request -> request.getSession().getAttribute("cart"))
                .start()
                .client();

        client.get("/begin");
        client.get("/more");

        client.get("/cart").says("[hat, cap]");
    }

    @Test
    @Rule("HttpSession.getId: the unique identifier assigned to this session; 7.1.1")
    void theIdIsInTheCookieAndStays() {
        App app = shop().start();
        Client client = app.client();

        Answer first = client.get("/id");

        assertThat(app.idOf(first.sessionCookie().value())).startsWith(first.body());
        client.get("/id").says(first.body()).hasNoCookie();
    }

    @Test
    @Rule("HttpSession.getId: unique")
    void twoClientsHaveTwoSessions() {
        App app = shop().start();
        Client one = app.client();
        Client two = app.client();

        one.get("/add");

        two.get("/item").says("null");
        assertThat(two.get("/id").body()).isNotEqualTo(one.get("/id").body());
    }

    @Test
    @Rule("HttpSession.getCreationTime: the time when this session was created, in milliseconds since 1970")
    void theCreationTimeIsWhenTheSessionBegan() {
        App app = shop().start();
        Client client = app.client();

        Answer answer = client.get("/created");
        long created = Long.parseLong(answer.body());
        app.pass(Duration.ofMillis(20));

        assertThat(Instant.ofEpochMilli(created)).isCloseTo(answer.date(), within(1, ChronoUnit.MINUTES));
        client.get("/created").says(created);
    }

    @Test
    @Rule("HttpSession.getLastAccessedTime: as marked by the time the container received the request")
    void aNewSessionWasLastAccessedWhenItBegan() {
        Client client = app().at("/check", (request, response) -> assertThat(
                                request.getSession().getLastAccessedTime())
                        .isEqualTo(request.getSession().getCreationTime()))
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("7.6: the last time a session was accessed before the current request")
    @Excepted(FilterLimit.LAST_ACCESS)
    void theLastAccessIsThatOfTheRequestBefore() {
        lastAccessMoves(shop());
    }

    @Test
    @Rule("7.6: the last time a session was accessed before the current request")
    void theLastAccessIsThatOfTheRequestBeforeWhereEveryOneIsRecorded() {
        lastAccessMoves(shop().recordingEveryAccess());
    }

    private static void lastAccessMoves(App app) {
        Client client = app.start().client();
        long created = Long.parseLong(client.get("/created").body());

        app.pass(Duration.ofMillis(30));
        client.get("/is-there");
        app.pass(Duration.ofMillis(30));

        assertThat(Long.parseLong(client.get("/accessed").body())).isBetween(created + 25, created + 20_000);
    }

    @Test
    @Rule("HttpSession.getLastAccessedTime: getting or setting a value does not affect the access time")
    void whatARequestDoesToItsSessionDoesNotMoveTheLastAccess() {
        App app = shop();
        app.at("/check", (request, response) -> {
            HttpSession session = request.getSession();
            long before = session.getLastAccessedTime();
            app.pass(Duration.ofMillis(20));
            session.setAttribute("a", 1);
            session.getAttribute("a");
            assertThat(request.getSession().getLastAccessedTime()).isEqualTo(before);
        });
        Client client = app.start().client();

        client.get("/check").hasStatus(200);
        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("7.2: a session is new when the client has not joined it")
    void aSessionIsNewUntilTheClientJoins() {
        Client client = shop().start().client();

        client.get("/is-new").says(true);

        client.get("/is-new").says(false);
    }

    @Test
    @Rule("7.2: the next request from the client may not be considered part of a session that it did not join")
    void aClientThatRefusesCookiesBeginsANewSessionEachTime() {
        Client client = shop().start().client();

        String first = client.get("/id").body();
        client.forgetCookies();

        client.get("/is-new").says(true);
        client.forgetCookies();
        assertThat(client.get("/id").body()).isNotEqualTo(first);
    }

    @Test
    @Rule("HttpSession.isNew: within the request that began it")
    void aSessionIsNewDuringAllOfItsFirstRequest() {
        Client client = app().at("/check", (request, response) -> {
                    assertThat(request.getSession().isNew()).isTrue();
                    response.flushBuffer();
                    assertThat(request.getSession().isNew()).isTrue();
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpSession.setMaxInactiveInterval, getMaxInactiveInterval")
    void theIntervalIsKept() {
        Client client = shop().at(
                        "/set", (request, response) -> request.getSession().setMaxInactiveInterval(77))
                .start()
                .client();

        client.get("/set");

        client.get("/interval").says(77);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, -1, -100})
    @Rule("HttpSession.setMaxInactiveInterval: zero or less indicates that the session should never time out")
    void anIntervalOfZeroOrLessMeansNever(int seconds) {
        App app = shop().at("/set", (request, response) -> request.getSession().setMaxInactiveInterval(seconds));
        Client client = app.start().client();
        String id = client.get("/id").body();

        client.get("/set");
        app.pass(Duration.ofMillis(1100));
        app.expireSessions();

        client.get("/id").says(id);
        assertThat(Integer.parseInt(client.get("/interval").body())).isLessThanOrEqualTo(0);
    }

    private static App shortLived(App app, int seconds) {
        return app.at("/short", (request, response) -> {
            request.getSession().setAttribute("item", "hat");
            request.getSession().setMaxInactiveInterval(seconds);
        });
    }

    @Test
    @Rule("7.5: the container invalidates a session after its time-out; HttpSession.setMaxInactiveInterval")
    void aSessionTimesOut() {
        App app = shortLived(shop(), 1).start();
        Client client = app.client();
        client.get("/short");
        String old = client.get("/id").body();

        app.pass(Duration.ofMillis(1500));

        client.get("/is-there").says(false);
        client.get("/item").says("null");
        assertThat(client.get("/id").body()).isNotEqualTo(old);
    }

    @Test
    @Rule("HttpSession.setMaxInactiveInterval: the time between client requests")
    void eachRequestProlongsTheSession() {
        App app = shortLived(shop(), 4).start();
        Client client = app.client();
        client.get("/short");

        app.pass(Duration.ofMillis(2500));
        client.get("/item").says("hat");
        app.pass(Duration.ofMillis(2500));

        client.get("/item").says("hat");
    }

    @Test
    @Rule("7.5: a time-out takes no effect until all servlets that use the session have left their service method")
    void aSessionIsNotTakenAwayFromARequestThatUsesIt() {
        App app = shortLived(shop(), 1);
        app.at("/long", (request, response) -> {
            HttpSession session = request.getSession();
            app.pass(Duration.ofMillis(1500));
            app.expireSessions();
            assertThat(session.getAttribute("item")).isEqualTo("hat");
            session.setAttribute("item", "cap");
            assertThat(request.getSession(false)).isSameAs(session);
        });
        Client client = app.start().client();
        client.get("/short");

        client.get("/long").hasStatus(200);
    }

    @Test
    @Rule("7.6, 7.5: a session is accessed when a request that is part of it is first handled, whatever it does then")
    @Excepted(FilterLimit.UNUSED)
    void aRequestThatDoesNotAskForItsSessionProlongsIt() {
        App app = shortLived(shop(), 4).saying("/other", request -> "other");
        Client client = app.start().client();
        client.get("/short");

        app.pass(Duration.ofMillis(2500));
        client.get("/other").says("other");
        app.pass(Duration.ofMillis(2500));

        client.get("/item").says("hat");
    }

    @Test
    @Rule("HttpSession.getServletContext: the context to which this session belongs")
    void theSessionBelongsToItsApplication() {
        Client client = app().at("/check", (request, response) -> assertThat(
                                request.getSession().getServletContext().getContextPath())
                        .isEqualTo("/app")
                        .isEqualTo(request.getServletContext().getContextPath()))
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpSession.invalidate: invalidates this session and unbinds any objects bound to it")
    void anInvalidatedSessionIsGone() {
        Client client = shop().start().client();
        client.get("/add");
        Client twin = client.twin();

        client.get("/invalidate");

        client.get("/is-there").says(false);
        twin.get("/is-there").says(false);
        twin.get("/item").says("null");
    }

    @Test
    @Rule("HttpServletRequest.getSession: after an invalidation, a new session")
    void aNewSessionMayBeginInTheSameRequest() {
        Client client = shop().saying("/renew", request -> {
                    HttpSession old = request.getSession();
                    old.setAttribute("old", "yes");
                    old.invalidate();
                    assertThat(request.getSession(false)).isNull();
                    HttpSession renewed = request.getSession();
                    assertThat(renewed.isNew()).isTrue();
                    assertThat(renewed.getId()).isNotEqualTo(old.getId());
                    renewed.setAttribute("item", "new");
                    return renewed.getId();
                })
                .start()
                .client();
        client.get("/add");

        String renewed = client.get("/renew").body();

        client.get("/id").says(renewed);
        client.get("/names").says("[item]");
        client.get("/item").says("new");
    }

    /** The methods that an invalidated session must reject, according to their javadoc. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Refused {
        CREATION_TIME(HttpSession::getCreationTime),
        LAST_ACCESSED_TIME(HttpSession::getLastAccessedTime),
        IS_NEW(HttpSession::isNew),
        GET_ATTRIBUTE(session -> session.getAttribute("a")),
        ATTRIBUTE_NAMES(HttpSession::getAttributeNames),
        SET_ATTRIBUTE(session -> session.setAttribute("a", 1)),
        REMOVE_ATTRIBUTE(session -> session.removeAttribute("a")),
        INVALIDATE(HttpSession::invalidate);

        private final Consumer<HttpSession> call;

        Refused(Consumer<HttpSession> call) {
            this.call = call;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("HttpSession: IllegalStateException if this method is called on an invalidated session")
    void anInvalidatedSessionRefuses(Refused refused) {
        Client client = app().at("/check", (request, response) -> {
                    HttpSession session = request.getSession();
                    session.invalidate();
                    assertThatThrownBy(() -> refused.call.accept(session)).isInstanceOf(IllegalStateException.class);
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    /** The methods that an invalidated session still supports, because their javadoc names no exception. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Answered {
        ID(HttpSession::getId),
        SERVLET_CONTEXT(HttpSession::getServletContext),
        SET_INTERVAL(session -> session.setMaxInactiveInterval(5)),
        GET_INTERVAL(HttpSession::getMaxInactiveInterval);

        private final Consumer<HttpSession> call;

        Answered(Consumer<HttpSession> call) {
            this.call = call;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("HttpSession: no exception is named for these methods of an invalidated session")
    void anInvalidatedSessionStillAnswers(Answered answered) {
        Client client = app().at("/check", (request, response) -> {
                    HttpSession session = request.getSession();
                    session.invalidate();
                    assertThatCode(() -> answered.call.accept(session)).doesNotThrowAnyException();
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpSession.getId: answers for an invalidated session")
    void anInvalidatedSessionKeepsItsId() {
        AtomicReference<String> before = new AtomicReference<>();
        Client client = app().at("/check", (request, response) -> {
                    HttpSession session = request.getSession();
                    before.set(session.getId());
                    session.invalidate();
                    assertThat(session.getId()).isEqualTo(before.get());
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }
}
