package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Tomcat's processing of a request, from the parsed head to the last byte of the response, without a socket: once with
 * Tomcat's own sessions, behind a filter that does nothing, and once with the session filter, in memory. Uses the
 * reference session.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class FilterBenchmark extends AverageTime {

    private static final String OF_TOMCAT = "/tomcat";
    private static final String OF_THE_FILTER = "/filter";
    private static final String OF_PLAIN_TOKENS = "/plain";

    /** How the request uses its session. */
    public enum Use {
        NONE,
        READ,
        WRITE
    }

    @Param
    Use use;

    private TomcatInProcess tomcat;
    private SessionStore store;
    private SessionStore plainStore;
    private Exchange withTomcat;
    private Exchange withFilter;
    private Exchange withPlainTokens;
    private Exchange withoutSession;

    @Setup
    public void setUp() {
        store = store(TokenKind.HASHED);
        plainStore = store(TokenKind.PLAIN);
        Filter passing = (request, response, chain) -> chain.doFilter(request, response);
        tomcat = TomcatInProcess.start(server -> server.application(OF_TOMCAT, passing, new UsingServlet())
                .application(OF_THE_FILTER, SessionFilter.of(store), new UsingServlet())
                .application(OF_PLAIN_TOKENS, SessionFilter.of(plainStore), new UsingServlet()));
        withTomcat = exchange(OF_TOMCAT);
        withFilter = exchange(OF_THE_FILTER);
        withPlainTokens = exchange(OF_PLAIN_TOKENS);
        // As long as with the filter, but unknown to Tomcat.
        withoutSession = tomcat.exchange(OF_TOMCAT + "/" + Use.NONE, begin(OF_THE_FILTER));
    }

    private static SessionStore store(TokenKind tokens) {
        return SessionStore.builder(InMemoryStorageClient.create())
                .codec(CodecKind.JDK.make())
                .cleanupInterval(Duration.ZERO)
                .tokens(tokens)
                .build();
    }

    private Exchange exchange(String contextPath) {
        return tomcat.exchange(contextPath + "/" + use, begin(contextPath));
    }

    private String begin(String contextPath) {
        return tomcat.exchange(contextPath + "/BEGIN", "").sessionCookie();
    }

    @TearDown
    public void tearDown() {
        tomcat.close();
        store.close();
        plainStore.close();
    }

    @Benchmark
    public int filter() {
        return withFilter.run();
    }

    /** With the id as the cookie's value, which is what Tomcat's own sessions have. */
    @Benchmark
    public int plain() {
        return withPlainTokens.run();
    }

    @Benchmark
    public int tomcat() {
        return withTomcat.run();
    }

    /** The same request and response without a session: the baseline. */
    @Benchmark
    public int bare() {
        return withoutSession.run();
    }

    /** Whether one of the last responses created a session. */
    boolean hasBegunSession() {
        return withFilter.hasSetCookie()
                || withPlainTokens.hasSetCookie()
                || withTomcat.hasSetCookie()
                || withoutSession.hasSetCookie();
    }

    private static final class UsingServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final byte[] BODY = {'o', 'k'};

        private int writes;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String use = request.getServletPath();
            if (use.equals("/READ")) {
                Object user = request.getSession().getAttribute(ReferenceSession.USER);
                response.setStatus(user == null ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_OK);
            } else if (use.equals("/WRITE")) {
                request.getSession()
                        .setAttribute(ReferenceSession.LAST_PAGE, "/catalogue/shoes?page=" + (++writes & 7));
            } else if (use.equals("/BEGIN")) {
                ReferenceSession.attributes().forEach(request.getSession()::setAttribute);
            }
            response.getOutputStream().write(BODY);
        }
    }
}
