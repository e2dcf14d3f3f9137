package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.contract.listener.AnnotatedSessionLog;
import io.github.dynamodbsession.servlet.contract.listener.NotifiedValue;
import io.github.dynamodbsession.servlet.contract.listener.RequestGreeter;
import io.github.dynamodbsession.servlet.contract.listener.SecondSessionLog;
import io.github.dynamodbsession.servlet.contract.listener.SessionLog;
import io.github.dynamodbsession.servlet.contract.listener.SessionPreparer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which listeners are notified of session events, when, and what they can see. */
abstract class ListenerCases extends Cases {

    ListenerCases(ServletContract contract) {
        super(contract);
    }

    /** How an application can register its listener. */
    enum Declaration {
        WEB_XML,
        ANNOTATION,
        ADDED_BY_CLASS,
        ADDED_BY_NAME,
        ADDED_AS_INSTANCE,
        CREATED_BY_CONTEXT
    }

    private static App declared(App app, Declaration declaration) {
        return switch (declaration) {
            case WEB_XML -> app.with(xml -> xml.declared(SessionLog.class));
            case ANNOTATION -> app.with(xml -> xml.annotated(AnnotatedSessionLog.class));
            case ADDED_BY_CLASS -> app.atStartup(context -> context.addListener(SessionLog.class));
            case ADDED_BY_NAME -> app.atStartup(context -> context.addListener(SessionLog.class.getName()));
            case ADDED_AS_INSTANCE -> app.atStartup(context -> context.addListener(new SessionLog()));
            case CREATED_BY_CONTEXT ->
                app.atStartup(context -> {
                    try {
                        context.addListener(context.createListener(SessionLog.class));
                    } catch (ServletException e) {
                        throw new IllegalStateException(e);
                    }
                });
        };
    }

    private App shop(Declaration declaration) {
        return declared(
                app().at("/begin", (request, response) -> request.getSession())
                        .at("/add", (request, response) -> request.getSession().setAttribute("item", "hat"))
                        .at("/replace", (request, response) -> request.getSession()
                                .setAttribute("item", "cap"))
                        .at("/remove", (request, response) -> request.getSession()
                                .removeAttribute("item"))
                        .at("/null", (request, response) -> request.getSession().setAttribute("item", null))
                        .at("/change", (request, response) -> request.changeSessionId())
                        .at("/short", (request, response) -> request.getSession()
                                .setMaxInactiveInterval(1))
                        .at("/invalidate", (request, response) -> request.getSession()
                                .invalidate()),
                declaration);
    }

    private App shop() {
        return shop(Declaration.WEB_XML);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("11.3, 8.1.4, ServletContext.addListener, createListener: however it is declared")
    void aListenerIsToldOfEverything(Declaration declaration) {
        App app = shop(declaration).start();
        Client client = app.client();

        client.get("/begin");
        client.get("/add");
        client.get("/replace");
        client.get("/change");
        client.get("/remove");
        client.get("/invalidate").hasStatus(200);

        assertThat(app.events().all())
                .containsExactly(
                        "created",
                        "added item=hat",
                        "replaced item=hat by cap",
                        "id changed, the old one goes",
                        "removed item=cap",
                        "destroyed with []");
    }

    @Test
    @Rule("HttpSessionListener.sessionCreated: a session has been created; not when it is joined")
    void thatASessionBeginsIsToldOnce() {
        App app = shop().start();
        Client client = app.client();

        client.get("/begin");
        client.get("/begin");

        assertThat(app.events().all()).containsExactly("created");
    }

    @Test
    @Rule("HttpSessionListener.sessionDestroyed: a session is about to be invalidated; HttpSession.invalidate unbinds")
    void whatIsInASessionCanBeSeenAsItEnds() {
        App app = shop().start();
        Client client = app.client();
        client.get("/add");
        app.events().clear();

        client.get("/invalidate").hasStatus(200);

        assertThat(app.events().all()).containsExactly("destroyed with [item]", "removed item=hat");
    }

    @Test
    @Rule("HttpSessionListener.sessionDestroyed, HttpSessionAttributeListener.attributeRemoved; 7.5: after a time-out")
    void thatASessionTimedOutIsTold() {
        App app = shop().start();
        Client client = app.client();
        client.get("/add");
        client.get("/short");
        app.events().clear();

        app.pass(Duration.ofSeconds(2));
        app.expireSessions();

        app.events().await("removed item=hat");
        assertThat(app.events().all()).containsExactly("destroyed with [item]", "removed item=hat");
    }

    @Test
    @Rule("HttpSession.setAttribute: null is a removal; HttpSessionAttributeListener.attributeRemoved")
    void settingNullIsToldAsARemoval() {
        App app = shop().start();
        Client client = app.client();
        client.get("/add");
        app.events().clear();

        client.get("/null");

        assertThat(app.events().all()).containsExactly("removed item=hat");
    }

    @Test
    @Rule("HttpSession.removeAttribute: if there is no object bound with the name, this method does nothing")
    void removingWhatIsNotThereIsNotTold() {
        App app = shop().start();
        Client client = app.client();

        client.get("/remove");
        client.get("/null");

        assertThat(app.events().all()).containsExactly("created");
    }

    @Test
    @Rule("HttpSessionAttributeListener: of each change, within the request that makes it")
    void changesAreToldAsTheyAreMade() {
        App app = shop();
        app.at("/all", (request, response) -> {
            HttpSession session = request.getSession();
            assertThat(app.events().all()).containsExactly("created");
            session.setAttribute("a", 1);
            assertThat(app.events().all()).containsExactly("created", "added a=1");
            session.setAttribute("a", 2);
            session.removeAttribute("a");
            assertThat(app.events().all()).containsExactly("created", "added a=1", "replaced a=1 by 2", "removed a=2");
            session.invalidate();
            assertThat(app.events().all()).endsWith("destroyed with []");
        });

        app.start().client().get("/all").hasStatus(200);
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, HttpSessionIdListener: the session is not created or destroyed by it")
    void anIdChangeIsToldAsNothingElse() {
        App app = shop().start();
        Client client = app.client();
        client.get("/add");
        app.events().clear();

        client.get("/change");

        assertThat(app.events().all()).containsExactly("id changed, the old one goes");
    }

    @Test
    @Rule("8.2.3, 11.3.3: in the order of their declaration, and of sessionDestroyed in the opposite one")
    void listenersAreToldInTheirOrder() {
        App app = shop().with(xml -> xml.declared(SecondSessionLog.class)).start();
        Client client = app.client();

        client.get("/add");
        client.get("/change");
        client.get("/invalidate").hasStatus(200);

        assertThat(app.events().all())
                .containsSubsequence("created", "second: created", "added item=hat", "second: added item=hat")
                .containsSubsequence("id changed, the old one goes", "second: id changed, the old one goes")
                .containsSubsequence("second: destroyed with [item]", "destroyed with [item]");
    }

    @Test
    @Rule("HttpSessionListener.sessionCreated: the session of the event is usable")
    void aListenerCanPrepareEverySession() {
        App app = shop().with(xml -> xml.declared(SessionPreparer.class))
                .saying("/prepared", request -> request.getSession().getAttribute("prepared"));
        Client client = app.start().client();

        client.get("/begin");

        client.get("/prepared").says("yes");
        assertThat(app.events().all()).containsExactly("created", "added prepared=yes");
    }

    @Test
    @Rule("ServletRequestListener.requestInitialized: the request about to come into scope, with its session")
    @Excepted(FilterLimit.REQUEST_LISTENER)
    void aRequestListenerSeesTheSession() {
        App app = app().with(xml -> xml.declared(RequestGreeter.class))
                .at("/login", (request, response) -> request.getSession().setAttribute("user", "alice"));
        Client client = app.start().client();

        client.get("/login");
        client.get("/login");

        assertThat(app.events().all()).containsExactly("request of null", "request of alice");
    }

    // ---- values that are notified of being bound

    private App binding() {
        return app().at("/bind", (request, response) -> request.getSession()
                        .setAttribute("v", new NotifiedValue(request.getParameter("name"))))
                .at("/text", (request, response) -> request.getSession().setAttribute("v", "text"))
                .at("/unbind", (request, response) -> request.getSession().removeAttribute("v"))
                .at("/null", (request, response) -> request.getSession().setAttribute("v", null))
                .at("/short", (request, response) -> request.getSession().setMaxInactiveInterval(1))
                .at("/change", (request, response) -> request.changeSessionId())
                .saying("/value", request -> request.getSession().getAttribute("v"))
                .at("/invalidate", (request, response) -> request.getSession().invalidate());
    }

    @Test
    @Rule("7.4: valueBound is called before the object is available by getAttribute")
    void aValueIsToldThatItIsBoundBeforeItCanBeSeen() {
        App app = binding().start();

        app.client().get("/bind?name=hat");

        assertThat(app.events().all()).containsExactly("bound hat as v, where there is null");
    }

    private static String withoutSight(String event) {
        return event.replaceFirst(", where there is .*", "");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.4, HttpSession.removeAttribute, setAttribute, invalidate: valueUnbound")
    void aValueIsToldThatItIsUnbound(Unbinding unbinding) {
        App app = binding().start();
        Client client = app.client();
        client.get("/bind?name=hat");
        app.events().clear();

        client.get(unbinding.path).hasStatus(200);

        assertThat(app.events().all()).containsExactly("unbound hat from v");
    }

    /** What unbinds a value. */
    enum Unbinding {
        REMOVED("/unbind"),
        SET_TO_NULL("/null"),
        REPLACED("/text"),
        INVALIDATED("/invalidate");

        private final String path;

        Unbinding(String path) {
            this.path = path;
        }
    }

    @Test
    @Rule("7.5, HttpSessionBindingListener.valueUnbound: after a time-out")
    void aValueIsToldThatItsSessionTimedOut() {
        App app = binding().start();
        Client client = app.client();
        client.get("/bind?name=hat");
        client.get("/short");
        app.events().clear();

        app.pass(Duration.ofSeconds(2));
        app.expireSessions();

        app.events().await("unbound hat from v");
        assertThat(app.events().all()).containsExactly("unbound hat from v");
    }

    @Test
    @Rule("HttpSession.setAttribute: valueBound of the new value, and valueUnbound of the old one")
    void bothValuesAreToldOfAReplacement() {
        App app = binding().start();
        Client client = app.client();
        client.get("/bind?name=hat");
        app.events().clear();

        client.get("/bind?name=cap");

        assertThat(app.events().all())
                .map(ListenerCases::withoutSight)
                .containsExactlyInAnyOrder("bound cap as v", "unbound hat from v");
        client.get("/value").says("cap");
    }

    @Test
    @Rule("HttpSession.setAttribute: valueBound, then the HttpSessionAttributeListeners; removeAttribute likewise")
    void aValueIsToldBeforeTheListeners() {
        App app = binding().with(xml -> xml.declared(SessionLog.class)).start();
        Client client = app.client();

        client.get("/bind?name=hat");
        client.get("/unbind");

        assertThat(app.events().all())
                .map(ListenerCases::withoutSight)
                .containsExactly("created", "bound hat as v", "added v=hat", "unbound hat from v", "removed v=hat");
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId: binds and unbinds nothing")
    void anIdChangeUnbindsNothing() {
        App app = binding().start();
        Client client = app.client();
        client.get("/bind?name=hat");
        app.events().clear();

        client.get("/change");
        client.get("/value").says("hat");

        assertThat(app.events().all()).isEmpty();
    }

    @Test
    @Rule("7.4: only being bound and unbound is told, not being read")
    void readingAndSavingIsNotToldToAValue() {
        App app = binding().start();
        Client client = app.client();
        client.get("/bind?name=hat");
        app.events().clear();

        client.get("/value").says("hat");
        client.get("/value").says("hat");

        assertThat(app.events().all()).isEmpty();
    }

    @Test
    @Rule("7.7.2, HttpSessionActivationListener: told before a session is stored, and after it was brought back")
    void aValueIsToldThatItsSessionTravels() {
        App app = app().at("/bind", (request, response) -> request.getSession()
                        .setAttribute("v", new NotifiedValue.Traveller("bag")))
                .saying("/value", request -> request.getSession().getAttribute("v") != null)
                .start();
        Client client = app.client();

        client.get("/bind");
        client.get("/value").says(true);

        assertThat(app.events().all()).startsWith("bag passivated", "bag activated");
    }
}
