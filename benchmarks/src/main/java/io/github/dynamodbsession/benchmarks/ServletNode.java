package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.engine.Engine;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * A servlet application in an embedded Tomcat, whose sessions are in DynamoDB over SDK v2: the requests of the demo's HTTP
 * API that {@link ApplicationLoad} makes. It prints its port when it is ready, and ends when its standard input does.
 */
public final class ServletNode {

    private ServletNode() {}

    /**
     * Starts it.
     *
     * @param arguments the endpoint of DynamoDB, the table, and the layout of its sessions
     */
    public static void main(String[] arguments) throws Exception {
        boolean isNative = arguments[2].equals(LayoutChoice.nativeLayout().toString());
        DynamoDbV2Storage.Builder storage = new Engine(URI.create(arguments[0])).storage(arguments[1]);
        SessionFilter filter = isNative
                ? SessionFilter.of(SessionStore.builder(storage.build())
                        .codec(JacksonCodec.builder().build())
                        .build())
                : besideExpress(storage, arguments[2]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "session", new SessionServlet());
        context.addServletMapping("/api/session/*", "session");
        addFilter(context, filter);
        tomcat.start();
        System.out.println(connector.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** With the layout, codec, tokens and signed cookies of {@code application.js}. */
    private static SessionFilter besideExpress(DynamoDbV2Storage.Builder storage, String layout) {
        LayoutChoice choice = Stream.of(LayoutChoice.connectDynamodbSession(), LayoutChoice.connectDynamodb())
                .filter(each -> each.toString().equals(layout))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layout " + layout));
        return SessionFilter.builder(SessionStore.builder(storage.layout(choice).build())
                        .codec(JacksonCodec.builder().plainJson().build())
                        .tokens(TokenKind.PLAIN)
                        .build())
                .cookieName("connect.sid")
                .cookieSecret("keyboard cat keyboard cat")
                .build();
    }

    private static void addFilter(Context context, SessionFilter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("sessions");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("sessions");
        mapping.addURLPattern("/*");
        mapping.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(mapping);
    }

    /** Reads a session, or sets an attribute of it to a number. */
    private static final class SessionServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final String NAME = "n";

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession session = request.getSession(false);
            Object number = session == null ? null : session.getAttribute(NAME);
            answer(response, "{\"attributes\":{\"n\":" + number + "}}");
        }

        @Override
        protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            request.getSession().setAttribute(NAME, Integer.valueOf(body));
            answer(response, "{}");
        }

        private static void answer(HttpServletResponse response, String json) throws IOException {
            response.setContentType("application/json");
            response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
