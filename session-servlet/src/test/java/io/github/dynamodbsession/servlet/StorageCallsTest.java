package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.DELETE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.RENAME;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.SET_EXPIRES;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The storage calls of requests. */
class StorageCallsTest extends FilterTest {

    @Test
    void aRequestThatNeverAsksForItsSessionCostsNothingAndSetsNoCookie() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> response.getWriter().write("hello"));

        Answer answer = get(server, "/", token);

        assertThat(answer.body()).isEqualTo("hello");
        answer.hasNoCookie();
        assertThat(calls()).isEmpty();
    }

    @Test
    void aRequestWithoutCookieThatLooksForASessionCostsNothing() {
        Server server = serve((request, response) -> {
            assertThat(request.getSession(false)).isNull();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
        });

        get(server, "/").hasNoCookie();

        assertThat(calls()).isEmpty();
    }

    @Test
    void aReadCostsOneRead() {
        String token = stored("list", new ArrayList<>(List.of("a", "b")));
        Server server = serve((request, response) -> {
            Object list = request.getSession(false).getAttribute("list");
            request.getSession().getAttribute("list");
            response.getWriter().write(String.valueOf(list));
        });

        Answer answer = get(server, "/", token);

        assertThat(answer.body()).isEqualTo("[a, b]");
        answer.hasNoCookie();
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void aChangeCostsOneReadAndOneWrite() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            request.getSession().setAttribute("second", "value");
        });

        get(server, "/", token).hasNoCookie();

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void anAttributeAlteredInPlaceIsWritten() {
        String token = stored("list", new ArrayList<>(List.of("a")));
        Server server =
                serve((request, response) -> listIn(request.getSession()).add("b"));

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        assertThat(attribute(token, "list")).contains(List.of("a", "b"));
    }

    @Test
    void anEqualValueIsNoWrite() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> request.getSession().setAttribute("name", "value"));

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void aNewSessionCostsOneWrite() {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            response.getWriter().write("hello");
        });

        Answer answer = get(server, "/");

        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    @Test
    void aLoginCostsOneReadAndOneWrite() {
        String token = stored("cart", "full");
        Server server = serve((request, response) -> {
            request.getSession();
            request.changeSessionId();
            request.getSession().setAttribute("user", "ann");
            response.sendRedirect("/home");
        });

        Answer answer = get(server, "/login", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, RENAME, 1));
        assertDead(token);
        assertThat(attribute(answer.newToken(), "cart")).contains("full");
        assertThat(attribute(answer.newToken(), "user")).contains("ann");
    }

    @Test
    void aRedirectAfterAChangeCostsOneReadAndOneWrite() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            response.sendRedirect("/elsewhere");
        });

        assertThat(get(server, "/", token).status()).isEqualTo(302);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
    }

    @Test
    void aLogoutCostsOneReadAndOneDelete() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            request.getSession().invalidate();
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, DELETE, 1));
        assertDead(token);
    }

    @Test
    void aMissIsRememberedForTheRequest() {
        Server server = serve((request, response) -> {
            assertThat(request.getSession(false)).isNull();
            assertThat(request.getSession(false)).isNull();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
        });

        get(server, "/", "unknown").hasNoCookie();

        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void askingWhetherTheIdIsValidIsNoAccess() {
        String token = stored("name", "value");
        SessionStore eager = storeWith(Duration.ZERO);
        Server server = serve(SessionFilter.of(eager), (request, response) -> {
            assertThat(request.isRequestedSessionIdValid()).isTrue();
            response.flushBuffer();
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void aRequestThatSavesOftenRecordsItsAccessOnce() {
        String token = stored("name", "value");
        SessionStore eager = storeWith(Duration.ZERO);
        Server server = serve(SessionFilter.of(eager), (request, response) -> {
            for (int i = 0; i < 5; i++) {
                request.getSession().getAttribute("name");
                response.getWriter().println("line");
                response.flushBuffer();
            }
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, SET_EXPIRES, 1));
    }

    @Test
    void aNewSessionIsNotTouchedByTheRequestThatBeganIt() {
        SessionStore eager = storeWith(Duration.ZERO);
        Server server = serve(SessionFilter.of(eager), (request, response) -> {
            request.getSession();
            response.flushBuffer();
            request.getSession().getAttribute("name");
            response.flushBuffer();
        });

        get(server, "/");

        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
    }

    @Test
    void aChangeAfterTheCommitCostsOneMoreWriteWithoutAnotherTouch() {
        String token = stored("name", "value");
        SessionStore eager = storeWith(Duration.ZERO);
        Server server = serve(SessionFilter.of(eager), (request, response) -> {
            request.getSession().setAttribute("name", "first");
            response.flushBuffer();
            request.getSession().setAttribute("name", "second");
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 2));
        assertThat(attribute(token, "name")).contains("second");
    }

    @Test
    void flushesBetweenWhichTheSessionIsNotUsedDoNotCompareIt() {
        AtomicInteger encoded = new AtomicInteger();
        AttributeCodec codec = JavaSerializationCodec.create();
        AttributeCodec counting = new AttributeCodec() {
            @Override
            public EncodedValue encode(Object value) {
                encoded.incrementAndGet();
                return codec.encode(value);
            }

            @Override
            public Object decode(EncodedValue value) {
                return codec.decode(value);
            }
        };
        SessionStore counted = SessionStore.builder(storage)
                .tokens(tokens())
                .cleanupInterval(Duration.ZERO)
                .codec(counting)
                .build();
        String token = stored("list", new ArrayList<>(List.of("a")));
        Server server = serve(SessionFilter.of(counted), (request, response) -> {
            listIn(request.getSession());
            response.flushBuffer();
            int before = encoded.get();
            assertThat(before).isPositive();
            for (int i = 0; i < 5; i++) {
                response.getWriter().println("line");
                response.flushBuffer();
            }
            assertThat(encoded).hasValue(before);
        });

        get(server, "/", token);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> listIn(HttpSession session) {
        return (List<Object>) session.getAttribute("list");
    }
}
