package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New rules of Jakarta Servlet 6.1. Must not be loaded on a container of 6.0. */
abstract class Servlet61Cases extends Cases {

    Servlet61Cases(ServletContract contract) {
        super(contract);
    }

    private App ending() {
        return app().saying("/begin", request -> request.getSession().getId())
                .saying(
                        "/a",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getAttribute("a"));
    }

    /** The overloads that 6.1 adds. */
    enum Redirecting {
        STATUS(response -> response.sendRedirect("/app/a", 303)),
        CLEARING(response -> response.sendRedirect("/app/a", true)),
        NOT_CLEARING(response -> response.sendRedirect("/app/a", false)),
        STATUS_CLEARING(response -> response.sendRedirect("/app/a", 307, true)),
        STATUS_NOT_CLEARING(response -> response.sendRedirect("/app/a", 308, false));

        private interface Way {
            void redirect(HttpServletResponse response) throws IOException;
        }

        @SuppressWarnings("ImmutableEnumChecker")
        private final Way way;

        Redirecting(Way way) {
            this.way = way;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("HttpServletResponse.sendRedirect(String, int), (String, boolean), (String, int, boolean); 7.1.1")
    void everyFormOfARedirectHasTheCookie(Redirecting redirecting) {
        Client client = ending().at("/redirect", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    redirecting.way.redirect(response);
                })
                .start()
                .client();

        Answer redirect = client.get("/redirect");

        assertThat(redirect.status()).isBetween(302, 308);
        redirect.sessionCookie();
        client.get("/a").says("1");
    }

    @Test
    @Rule("ServletOutputStream.write(ByteBuffer); 7.1.1")
    void aLongBufferHasTheCookie() {
        Client client = ending().at("/write", (request, response) -> {
                    request.getSession().setAttribute("a", "1");
                    response.getOutputStream()
                            .write(ByteBuffer.wrap("x".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
                    request.getSession().setAttribute("a", "2");
                })
                .start()
                .client();

        Answer answer = client.get("/write").hasStatus(200);

        answer.sessionCookie();
        assertThat(answer.body()).hasSize(100_000);
        client.get("/a").says("2");
    }

    /** An application that holds the accessor of the last session. */
    private App keeping(AtomicReference<HttpSession.Accessor> accessor) {
        return ending().at("/keep", (request, response) -> {
            request.getSession().setAttribute("a", "1");
            accessor.set(request.getSession().getAccessor());
        });
    }

    private static void access(AtomicReference<HttpSession.Accessor> accessor, Consumer<HttpSession> work) {
        Objects.requireNonNull(accessor.get(), "No request kept one").access(work);
    }

    @Test
    @Rule("HttpSession.getAccessor: access to the session outside of a request, such as from a WebSocket")
    void aSessionCanBeReadAndChangedOutsideOfARequest() {
        AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();
        Client client = keeping(accessor).start().client();
        client.get("/keep").hasStatus(200);
        AtomicReference<Object> seen = new AtomicReference<>();

        access(accessor, session -> {
            seen.set(session.getAttribute("a"));
            session.setAttribute("a", "2");
        });

        assertThat(seen.get()).isEqualTo("1");
        client.get("/a").says("2");
    }

    @Test
    @Rule("HttpSession.Accessor.access: what later requests did is seen")
    void anAccessorSeesWhatRequestsDidSince() {
        AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();
        Client client = keeping(accessor)
                .at("/more", (request, response) -> request.getSession().setAttribute("a", "more"))
                .start()
                .client();
        client.get("/keep").hasStatus(200);
        client.get("/more").hasStatus(200);
        AtomicReference<Object> seen = new AtomicReference<>();

        access(accessor, session -> seen.set(session.getAttribute("a")));

        assertThat(seen.get()).isEqualTo("more");
    }

    @Test
    @Rule("HttpSession.Accessor.access: counts as an access of the session, which so does not time out")
    void anAccessorKeepsTheSessionAlive() {
        AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();
        App app = keeping(accessor)
                .at("/short", (request, response) -> request.getSession().setMaxInactiveInterval(4));
        Client client = app.start().client();
        client.get("/keep").hasStatus(200);
        client.get("/short").hasStatus(200);

        app.pass(Duration.ofMillis(2500));
        access(accessor, session -> {});
        app.pass(Duration.ofMillis(2500));

        client.get("/a").says("1");
    }

    @Test
    @Rule("HttpSession.Accessor.access: IllegalStateException if the session is not valid any more")
    void anAccessorOfASessionThatEndedRefuses() {
        AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();
        Client client = keeping(accessor)
                .at("/end", (request, response) -> request.getSession().invalidate())
                .start()
                .client();
        client.get("/keep").hasStatus(200);
        client.get("/end").hasStatus(200);

        assertThatThrownBy(() -> access(accessor, session -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Rule("HttpSession.getAccessor: IllegalStateException if called on an invalidated session")
    void anInvalidatedSessionHasNoAccessor() {
        Client client = app().at("/check", (request, response) -> {
                    HttpSession session = request.getSession();
                    session.invalidate();
                    assertThatThrownBy(session::getAccessor).isInstanceOf(IllegalStateException.class);
                })
                .start()
                .client();

        client.get("/check").hasStatus(200);
    }

    @Test
    @Rule("HttpSession.getAccessor: an accessor is of the id of its moment; access: IllegalStateException")
    void anAccessorFromBeforeAnIdChangeRefuses() {
        AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();
        Client client = keeping(accessor)
                .saying("/change", request -> request.changeSessionId())
                .start()
                .client();
        client.get("/keep").hasStatus(200);
        client.get("/change").hasStatus(200);

        assertThatThrownBy(() -> access(accessor, session -> {})).isInstanceOf(IllegalStateException.class);
    }
}
