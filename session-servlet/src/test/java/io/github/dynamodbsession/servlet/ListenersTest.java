package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.servlet.container.RegisteredListeners;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.testkit.SettableClock;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which listeners are notified, when and in which order (Servlet 6.1, sections 7.4, 7.7.2 and 11, and the javadoc of
 * each).
 */
class ListenersTest extends FilterTest {

    /** The events, in order; static, because values are encoded and decoded. */
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    private final SettableClock clock = SettableClock.startingNow();
    private final SessionStore classes = SessionStore.builder(storage)
            .tokens(tokens())
            .cleanupInterval(Duration.ZERO)
            .clock(clock)
            .codec(JavaSerializationCodec.builder().allowClass(Value.class).build())
            .build();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    /** A value that records its notifications. */
    private record Value(String name)
            implements HttpSessionBindingListener, HttpSessionActivationListener, Serializable {

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            LOG.add("bound " + name + ", there: " + event.getSession().getAttribute(event.getName()));
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            LOG.add("unbound " + name);
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            LOG.add("activated " + name);
        }

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            LOG.add("passivated " + name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Listens to everything that can be registered. */
    public static class Everything implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

        private final String name;

        public Everything() {
            this("");
        }

        Everything(String name) {
            this.name = name;
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            LOG.add("created" + name);
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            HttpSession session = event.getSession();
            LOG.add("destroyed" + name + ", a: " + session.getAttribute("a"));
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            LOG.add("added " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void attributeReplaced(HttpSessionBindingEvent event) {
            LOG.add("replaced " + event.getName() + "=" + event.getValue() + " by "
                    + event.getSession().getAttribute(event.getName()));
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            LOG.add("removed " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldId) {
            LOG.add("id changed: " + !event.getSession().getId().equals(oldId));
        }
    }

    private Server told(Application application) {
        return serve(SessionFilter.builder(classes).listener(new Everything()).build(), application);
    }

    @Test
    void attributesAreToldOfInTheOrderOfTheSpecification() {
        Server server = told((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("a", new Value("one"));
            session.setAttribute("a", new Value("two"));
            session.setAttribute("a", session.getAttribute("a"));
            session.removeAttribute("a");
            session.removeAttribute("a");
        });

        get(server, "/");

        assertThat(LOG)
                .containsExactly(
                        "created",
                        "bound one, there: null",
                        "added a=one",
                        "bound two, there: one",
                        "unbound one",
                        "replaced a=one by two",
                        "replaced a=two by two",
                        "unbound two",
                        "removed a=two");
    }

    @Test
    void whatIsInTheStorageCountsAsWhatWasThere() {
        Session stored = classes.create();
        stored.setAttribute("a", new Value("old"));
        classes.save(stored);
        Server server = told((request, response) -> request.getSession().setAttribute("a", "new"));

        get(server, "/", tokenOf(stored));

        assertThat(LOG).containsExactly("unbound old", "replaced a=old by new");
    }

    @Test
    void invalidatingTellsListenersWhileTheSessionCanBeReadAndValuesWhenItCannot() {
        Server server = told((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("a", new Value("one"));
            LOG.clear();
            session.invalidate();
            LOG.add("done");
        });

        get(server, "/");

        assertThat(LOG).containsExactly("destroyed, a: one", "unbound one", "removed a=one", "done");
    }

    @Test
    void aSessionThatAnotherRequestHasEndedIsNotToldOfTwice() {
        String token = stored("a", "x");
        Server server = told((request, response) -> {
            HttpSession session = request.getSession();
            classes.delete(idOf(token));
            session.invalidate();
        });

        get(server, "/", token);

        assertThat(LOG).isEmpty();
    }

    @Test
    void destroyingIsToldInTheOppositeOrder() {
        SessionFilter filter = SessionFilter.builder(classes)
                .listener(new Everything(" 1"))
                .listener(new Everything(" 2"))
                .build();
        Server server =
                serve(filter, (request, response) -> request.getSession().invalidate());

        get(server, "/");

        assertThat(LOG).containsExactly("created 1", "created 2", "destroyed 2, a: null", "destroyed 1, a: null");
    }

    @Test
    void anIdChangeIsToldWhenItHappens() {
        Server server = told((request, response) -> {
            request.getSession();
            request.changeSessionId();
            LOG.add("done");
        });

        get(server, "/");

        assertThat(LOG).containsExactly("created", "id changed: true", "done");
    }

    @Test
    void aListenerMayInvalidateTheSessionThatIsEnding() {
        HttpSessionListener again = new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                event.getSession().invalidate();
                LOG.add("destroyed once");
            }
        };
        Server server = serve(
                SessionFilter.builder(classes).listener(again).build(),
                (request, response) -> request.getSession().invalidate());

        get(server, "/");

        assertThat(LOG).containsExactly("destroyed once");
    }

    @Test
    void aListenerThatFailsDoesNotKeepASessionAlive() {
        String token = stored("a", "x");
        HttpSessionListener failing = new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                throw new IllegalStateException("the listener's own");
            }
        };
        Server server = serve(SessionFilter.builder(classes).listener(failing).build(), (request, response) -> {
            assertThatThrownBy(request.getSession()::invalidate).hasMessage("the listener's own");
            assertThat(request.getSession(false)).isNull();
        });

        assertThat(get(server, "/", token).setCookieLines())
                .singleElement()
                .asString()
                .startsWith("SESSION=;");
        assertDead(token);
    }

    @Test
    void valuesAreActivatedWhenTheyAreReadAndPassivatedWhenTheyAreStored() {
        Session stored = classes.create();
        stored.setAttribute("a", new Value("one"));
        stored.setAttribute("untouched", new Value("two"));
        classes.save(stored);
        Server server = told((request, response) -> {
            request.getSession().getAttribute("a");
            request.getSession().getAttribute("a");
            response.flushBuffer();
            LOG.add("flushed");
        });

        get(server, "/", tokenOf(stored));

        assertThat(LOG)
                .containsExactly("activated one", "passivated one", "activated one", "flushed", "passivated one");
    }

    @Test
    void anExpiredSessionIsToldOfWhenTheCleanUpRemovesIt() {
        Server server = told((request, response) -> request.getSession().setAttribute("a", new Value("one")));
        get(server, "/");
        LOG.clear();
        clock.advance(Duration.ofHours(1));

        classes.reap();

        assertThat(LOG).containsExactly("destroyed, a: one", "unbound one", "removed a=one");
    }

    @Test
    void aFilterOutOfServiceIsToldNothing() {
        Server server = told((request, response) -> request.getSession());
        get(server, "/");
        LOG.clear();
        clock.advance(Duration.ofHours(1));
        server.close();

        classes.reap();

        assertThat(LOG).isEmpty();
    }

    @Test
    void listenersAreFoundHoweverTheyWereRegistered() {
        Server server = server(SessionFilter.of(classes))
                .settings(context -> context.addApplicationListener(Everything.class.getName()))
                .atStartup(context -> context.addListener(new Everything(" by code")))
                .atStartup(context -> context.addListener(LateRegistration.class))
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("a", "x");
                    request.changeSessionId();
                    request.getSession().invalidate();
                })
                .start();

        get(server, "/");

        assertThat(LOG)
                .containsOnlyOnce("created", "created by code", "destroyed, a: x", "destroyed by code, a: x")
                .contains("added a=x", "id changed: true", "removed a=x");
    }

    /** A listener of another kind, which does nothing. */
    public static class LateRegistration implements ServletContextListener {}

    @Test
    void aListenerOfAnotherKindIsRefused() {
        EventListener other = new ServletContextListener() {};

        assertThatThrownBy(() -> SessionFilter.builder(classes).listener(other).build())
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining("listener");
    }

    @Test
    void onAnUnknownContainerTheListenersOfTheBuilderAreThereAndOneWarningSaysSo() {
        Everything given = new Everything();
        List<LogRecord> lines = new ArrayList<>();
        Handler handler = handlerInto(lines);
        Logger log = Logger.getLogger(SessionFilter.class.getName());
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            ServletContext unknown = (ServletContext) Proxy.newProxyInstance(
                    ListenersTest.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (proxy, method, args) -> null);

            assertThat(RegisteredListeners.of(unknown, List.of(given))).containsExactly(given);
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARNING);
            assertThat(line.getMessage()).contains("cannot be discovered");
        });
    }

    private static Handler handlerInto(List<LogRecord> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void aListenerMayWaitForAnotherThreadOfTheRequest() {
        AtomicReference<HttpServletRequest> current = new AtomicReference<>();
        EventListener waiting = new Everything() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
                assertSameFromAnotherThread(event);
            }

            @Override
            public void sessionIdChanged(HttpSessionEvent event, String oldId) {
                assertSameFromAnotherThread(event);
            }

            private void assertSameFromAnotherThread(HttpSessionEvent event) {
                HttpSession seen = CompletableFuture.supplyAsync(
                                () -> current.get().getSession(false))
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
                assertThat(seen).isSameAs(event.getSession());
                LOG.add("waited");
            }
        };
        Server server = serve(SessionFilter.builder(classes).listener(waiting).build(), (request, response) -> {
            current.set(request);
            request.getSession();
            request.changeSessionId();
        });

        get(server, "/");

        assertThat(LOG).containsExactly("waited", "waited");
    }

    @Test
    void aListenerOfTheStoreMayWaitForAnotherThreadOfTheRequest() {
        AtomicReference<HttpServletRequest> current = new AtomicReference<>();
        SessionStore listened = SessionStore.builder(storage)
                .tokens(tokens())
                .cleanupInterval(Duration.ZERO)
                .listener(new SessionListener() {
                    @Override
                    public void onCreated(Session session) {
                        LOG.add(String.valueOf(CompletableFuture.supplyAsync(
                                        () -> current.get().getSession(false) != null)
                                .orTimeout(20, TimeUnit.SECONDS)
                                .join()));
                    }
                })
                .build();
        Server server = serve(SessionFilter.of(listened), (request, response) -> {
            current.set(request);
            request.getSession();
        });

        get(server, "/");

        assertThat(LOG).containsExactly("true");
    }
}
