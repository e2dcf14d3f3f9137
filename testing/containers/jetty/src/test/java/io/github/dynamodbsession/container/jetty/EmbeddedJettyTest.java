package io.github.dynamodbsession.container.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Jetty embedded in an application, with or without its own sessions, and without {@code web.xml}. */
class EmbeddedJettyTest {

    private static final String ID = "SESSION=[\\w-]{32}";

    private static final class Begin extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getSession().getMaxInactiveInterval());
        }
    }

    private static HttpResponse<String> answer(int options, Consumer<ServletContextHandler> settings) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (SessionStore store =
                SessionStore.builder(InMemoryStorageClient.create()).build()) {
            ServletContextHandler context = new ServletContextHandler("/app", options);
            FilterHolder filter = new FilterHolder(SessionFilter.of(store));
            filter.setAsyncSupported(true);
            context.addFilter(
                    filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC));
            context.addServlet(new Begin(), "/*");
            settings.accept(context);
            server.setHandler(context);
            server.start();
            int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/app/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } finally {
            server.stop();
        }
    }

    private static String cookie(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().allValues("Set-Cookie").get(0);
    }

    @ParameterizedTest(name = "ServletContextHandler options {0}")
    @ValueSource(ints = {ServletContextHandler.SESSIONS, ServletContextHandler.NO_SESSIONS})
    void whereNothingIsConfiguredTheCookieHasItsDefaultsOnly(int options) throws Exception {
        assertThat(cookie(answer(options, context -> {}))).matches(ID + "; Path=/app; HttpOnly; SameSite=Lax");
    }

    @Test
    void httpOnlyIsLeftOutWhereCodeSaysSo() throws Exception {
        assertThat(cookie(answer(ServletContextHandler.SESSIONS, context -> context.getSessionHandler()
                        .setHttpOnly(false))))
                .matches(ID + "; Path=/app; SameSite=Lax");
    }

    @Test
    void httpOnlyStaysWhereCodeSaysSo() throws Exception {
        assertThat(cookie(answer(ServletContextHandler.SESSIONS, context -> context.getSessionHandler()
                        .setHttpOnly(true))))
                .matches(ID + "; Path=/app; HttpOnly; SameSite=Lax");
    }

    @Test
    void whatIsSetWithJettysOwnMethodsIsHonoured() throws Exception {
        assertThat(cookie(answer(ServletContextHandler.SESSIONS, context -> {
                    context.getSessionHandler().setMaxCookieAge(60);
                    context.getSessionHandler().setSessionCookieAttribute("Own", "text");
                })))
                .contains("; Max-Age=60")
                .endsWith("; HttpOnly; SameSite=Lax; Own=text");
    }

    /** It then reports a timeout of -1, which would mean sessions that never expire. */
    @Test
    void withoutSessionsOfItsOwnTheStoreSaysHowLongTheyLive() throws Exception {
        assertThat(Integer.parseInt(
                        answer(ServletContextHandler.NO_SESSIONS, context -> {}).body()))
                .isPositive();
    }
}
