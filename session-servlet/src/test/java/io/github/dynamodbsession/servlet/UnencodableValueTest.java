package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.servlet.StorageFailureTest.Committing;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.option.StorageFailure;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that cannot be encoded fails the request that sets it, and only the changes of that request are lost. */
class UnencodableValueTest extends FilterTest {

    /** No codec can encode it. */
    private static Object unencodable() {
        return new CountDownLatch(1);
    }

    private static void assertNamesTheAttribute(Throwable failure) {
        assertThat(failure).isInstanceOf(SessionCodecException.class).hasMessageContaining("'thread'");
    }

    /** The failure is logged only: containers show clients the exceptions that they find in the request. */
    @Test
    void itFailsTheRequestWithoutShowingWhy() {
        String token = stored("name", "value");
        AtomicReference<Throwable> reported = new AtomicReference<>();
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> {
                    reported.set((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
                    response.getWriter().print("sorry");
                })
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "other");
                    request.getSession().setAttribute("thread", unencodable());
                })
                .start();

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("sorry");
        assertThat(reported.get()).isNull();
        assertThat(attribute(token, "name")).contains("value");
    }

    @ParameterizedTest
    @MethodSource("io.github.dynamodbsession.servlet.StorageFailureTest#ways")
    void nothingHasLeftByThenOnAnyWayToCommit(Committing way) {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            request.getSession().setAttribute("thread", unencodable());
            way.act(response);
        });

        Answer answer = getAny(server, "/");

        assertThat(answer.status()).isEqualTo(500);
        answer.hasNoCookie();
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itFailsTheRequestWhateverBecomesOfAnOutage(StorageFailure option) {
        String token = stored("name", "value");
        SessionFilter filter =
                SessionFilter.builder(store).onStorageFailure(option).build();
        Server server = serve(filter, (request, response) -> {
            request.getSession().setAttribute("thread", unencodable());
            response.getWriter().print("done");
        });

        assertThat(getAny(server, "/").status()).isEqualTo(500);
        assertThat(getAny(server, "/", token).status()).isEqualTo(500);
        assertThat(attribute(token, "name")).contains("value");
    }

    @Test
    void itFailsAnAsynchronousRequest() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("thread", unencodable());
                async.complete();
            });
        });

        assertThat(getAny(server, "/", token).status()).isEqualTo(500);
        assertThat(attribute(token, "name")).contains("value");
    }

    @Test
    void aValueThatCannotBeEncodedSinceItWasAlteredIsNamedAsWell() {
        List<Object> list = new ArrayList<>();
        list.add("a");
        String token = stored("thread", list);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Server server = serve((request, response) -> {
            listIn(request.getSession(), "thread").add(unencodable());
            try {
                response.flushBuffer();
            } catch (RuntimeException e) {
                thrown.set(e);
                throw e;
            }
        });

        assertThat(getAny(server, "/", token).status()).isEqualTo(500);

        assertNamesTheAttribute(thrown.get());
        assertThat(attribute(token, "thread")).contains(List.of("a"));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> listIn(HttpSession session, String name) {
        return (List<Object>) session.getAttribute(name);
    }

    @Test
    void whoeverTakesItBackIsNotFailedByIt() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("name", "other");
            session.setAttribute("thread", unencodable());
            assertThatThrownBy(response::flushBuffer).satisfies(UnencodableValueTest::assertNamesTheAttribute);
            assertThat(response.isCommitted()).isFalse();
            session.removeAttribute("thread");
        });

        get(server, "/", token);

        assertThat(attribute(token, "name")).contains("other");
        assertThat(attribute(token, "thread")).isEmpty();
    }

    @Test
    void theSessionOfTheFailedRequestGoesOn() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            boolean fails = request.getRequestURI().equals("/fail");
            session.setAttribute("thread", fails ? unencodable() : "main");
            response.getWriter().print(session.getAttribute("name"));
        });

        assertThat(getAny(server, "/fail", token).status()).isEqualTo(500);
        Answer next = get(server, "/", token);

        assertThat(next.body()).isEqualTo("value");
        next.hasNoCookie();
        assertThat(attribute(token, "thread")).contains("main");
    }

    @Test
    void whatAnOverlappingRequestSavesIsKept() {
        String token = stored("name", "value");
        AtomicReference<Server> running = new AtomicReference<>();
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            if (request.getRequestURI().equals("/during")) {
                session.setAttribute("during", 1);
                session.setAttribute("name", "other");
                return;
            }
            session.setAttribute("name", "lost");
            session.setAttribute("thread", unencodable());
            HttpRequest other = request(running.get(), "/during", token).build();
            assertThat(send(other, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        });
        running.set(server);

        assertThat(getAny(server, "/fail", token).status()).isEqualTo(500);

        assertThat(attribute(token, "during")).contains(1);
        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void anErrorPageThatUsesTheSessionIsNotFailedByItAgain() {
        String token = stored("name", "value");
        Server server = server(SessionFilter.of(store))
                .errorPage("/error")
                .at("/error", (request, response) -> {
                    response.getWriter().print(request.getSession().getAttribute("name"));
                    assertThatCode(response::flushBuffer).doesNotThrowAnyException();
                })
                .at("/*", (request, response) -> request.getSession().setAttribute("thread", unencodable()))
                .start();

        Answer answer = getAny(server, "/", token);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("value");
        assertThat(calls()).isEqualTo(Map.of(GET, 1));
    }

    @Test
    void aNewSessionWithItIsNotStoredAndTheNextOneIs() {
        Server server = serve((request, response) -> {
            boolean fails = request.getRequestURI().equals("/fail");
            request.getSession().setAttribute("thread", fails ? unencodable() : "main");
        });

        getAny(server, "/fail").hasNoCookie();
        assertThat(calls()).isEmpty();

        assertThat(attribute(get(server, "/").newToken(), "thread")).contains("main");
        assertThat(calls()).containsEntry(CREATE, 1);
    }
}
