package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The options for values that no codec can encode (Servlet 6.1, 7.7.2). */
class UnstorableValueTest extends FilterTest {

    private static final Application REFUSED = (request, response) -> {
        HttpSession session = request.getSession();
        session.setAttribute("name", "value");
        assertThatThrownBy(() -> session.setAttribute("name", new CountDownLatch(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'name'");
        response.getWriter().print(session.getAttribute("name"));
    };

    @Test
    void byOptionItIsRefusedWhenItIsSet() {
        SessionFilter filter =
                SessionFilter.builder(store).refuseUnstorable(true).build();

        Answer answer = get(serve(filter, REFUSED), "/");

        assertThat(answer.body()).isEqualTo("value");
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    private Server describedBy(SessionFilter filter, String descriptor) throws IOException {
        Path webInf = Files.createDirectories(folder.resolve("WEB-INF"));
        Files.writeString(webInf.resolve("web.xml"), descriptor);
        return serve(filter, REFUSED);
    }

    @Test
    void inADistributableApplicationItIsRefused() throws IOException {
        Server server = describedBy(
                SessionFilter.of(store),
                "<!DOCTYPE web-app SYSTEM \"http://nowhere.invalid/web-app.dtd\">"
                        + "<web-app><display-name>x</display-name><distributable/></web-app>");

        assertThat(get(server, "/").body()).isEqualTo("value");
        server.assertExpectationsHeld();
    }

    @Test
    void theOptionWinsOverTheDescriptor() throws IOException {
        Server server = describedBy(
                SessionFilter.builder(store).refuseUnstorable(false).build(), "<web-app><distributable/></web-app>");

        assertThat(getAny(server, "/").status()).isEqualTo(500);
        assertThatThrownBy(server::assertExpectationsHeld).isInstanceOf(AssertionError.class);
        server.forgetExpectations();
    }

    /** Neither kind of listener is {@code Serializable}. */
    private record Listener(Queue<String> told) implements HttpSessionBindingListener, HttpSessionActivationListener {

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            told.add("bound");
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            told.add("unbound");
        }

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            told.add("passivated");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            told.add("activated");
        }
    }

    @Test
    void byOptionAListenerLivesOnInItsRequest() {
        String token = stored("listener", "before");
        Queue<String> told = new ConcurrentLinkedQueue<>();
        SessionFilter filter = SessionFilter.builder(store)
                .keepUnstorableListeners(true)
                .refuseUnstorable(true)
                .build();
        Server server = server(filter)
                .at("/set", (request, response) -> {
                    HttpSession session = request.getSession();
                    Listener listener = new Listener(told);
                    session.setAttribute("listener", listener);
                    session.setAttribute("other", "stored");
                    assertThat(session.getAttribute("listener")).isSameAs(listener);
                    assertThat(Collections.list(session.getAttributeNames())).containsExactly("listener", "other");
                    session.setAttribute("second", new Listener(told));
                    session.setAttribute("second", "value");
                })
                .at("/*", (request, response) -> response.getWriter()
                        .print(Collections.list(request.getSession().getAttributeNames())))
                .start();

        try (Warnings warnings = Warnings.open()) {
            get(server, "/set", token);

            assertThat(get(server, "/", token).body()).isEqualTo("[other, second]");
            assertThat(warnings.lines())
                    .singleElement()
                    .asString()
                    .contains(Listener.class.getName(), "only to the request");
        }
        assertThat(told).containsExactly("bound", "bound", "unbound");
    }

    @Test
    void aListenerThatLivesInARequestIsUnboundAsItsSessionEnds() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        SessionFilter filter =
                SessionFilter.builder(store).keepUnstorableListeners(true).build();

        get(
                serve(filter, (request, response) -> {
                    request.getSession().setAttribute("listener", new Listener(told));
                    request.getSession().invalidate();
                }),
                "/");

        assertThat(told).containsExactly("bound", "unbound");
    }

    @Test
    void byDefaultAListenerIsAsAnyOtherValue() {
        Server server = serve((request, response) ->
                request.getSession().setAttribute("listener", new Listener(new ConcurrentLinkedQueue<>())));

        assertThat(getAny(server, "/").status()).isEqualTo(500);
        assertThat(calls()).isEmpty();
    }
}
