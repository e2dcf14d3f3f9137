package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The session of a request whose connection is upgraded to another protocol. */
abstract class UpgradeCases extends Cases {

    private static final String PROTOCOL = "greeting";

    UpgradeCases(ServletContract contract) {
        super(contract);
    }

    /** The other protocol: reads a line, writes a line, and closes the connection. */
    public static final class Greeting implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try {
                ServletInputStream in = connection.getInputStream();
                in.setReadListener(new Line(in, connection));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void destroy() {
            // Nothing to release.
        }
    }

    /** What was read so far. */
    private static final class Line implements ReadListener {

        private final ServletInputStream in;
        private final WebConnection connection;
        private final StringBuilder text = new StringBuilder();

        Line(ServletInputStream in, WebConnection connection) {
            this.in = in;
            this.connection = connection;
        }

        @Override
        public void onDataAvailable() throws IOException {
            while (in.isReady()) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                if (next == '\n') {
                    answer();
                    return;
                }
                text.append((char) next);
            }
        }

        private void answer() throws IOException {
            ServletOutputStream out = connection.getOutputStream();
            out.write(("hello " + text + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            close();
        }

        private void close() throws IOException {
            try {
                connection.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            close();
        }

        @Override
        public void onError(Throwable failure) {
            // The client is gone.
        }
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", PROTOCOL);
        Greeting unused = request.upgrade(Greeting.class);
    }

    private App upgrading() {
        return app().saying("/a", request -> request.getSession().getAttribute("a"))
                .at("/upgrade", (request, response) -> {
                    request.getSession().setAttribute("a", "before");
                    upgrade(request, response);
                });
    }

    private static Answer ask(Client client, String path) {
        return client.get(path, "Connection", "Upgrade", "Upgrade", PROTOCOL).hasStatus(101);
    }

    @Test
    @Rule(
            "HttpServletRequest.upgrade, 2.3.3.5: the session of the request that asks for another protocol has its cookie")
    void aSessionCanBeginBeforeAnUpgrade() {
        Client client = upgrading().start().client();

        assertThat(ask(client, "/upgrade").sessionCookie().value()).isNotEmpty();

        client.twin().get("/a").says("before").hasNoCookie();
    }

    @Test
    @Rule("HttpServletRequest.upgrade: what was done to the session before is kept while the connection is open")
    void whatIsChangedBeforeAnUpgradeIsKept() {
        Client client = upgrading().start().client();
        client.get("/a").says("null");
        Client other = client.twin();

        ask(client, "/upgrade").hasNoCookie();

        other.get("/a").says("before");
    }

    @Test
    @Rule("HttpServletRequest.upgrade: the request goes on until its servlet returns")
    void whatIsChangedBetweenTheUpgradeAndTheEndOfTheRequestIsKept() {
        Client client = upgrading()
                .at("/late", (request, response) -> {
                    upgrade(request, response);
                    request.getSession().setAttribute("a", "late");
                })
                .start()
                .client();
        client.get("/a").says("null");
        Client other = client.twin();

        ask(client, "/late");

        other.get("/a").says("late");
    }

    @Test
    @Rule("HttpServletRequest.upgrade, changeSessionId: the new id is in the cookie")
    void anIdCanChangeBeforeAnUpgrade() {
        Client client = upgrading()
                .at("/change", (request, response) -> {
                    request.changeSessionId();
                    upgrade(request, response);
                })
                .start()
                .client();
        client.get("/a");
        Client thief = client.twin();

        ask(client, "/change").sessionCookie();

        client.twin().get("/a").says("null").hasNoCookie();
        thief.get("/a").sessionCookie();
    }

    @Test
    @Rule("HttpServletRequest.upgrade, 2.3.3.5: the connection goes on with the other protocol")
    void theOtherProtocolIsSpokenThen() {
        Client client = upgrading().start().client();

        ask(client, "/upgrade");

        assertThat(client.say("world")).isEqualTo("hello world");
    }
}
