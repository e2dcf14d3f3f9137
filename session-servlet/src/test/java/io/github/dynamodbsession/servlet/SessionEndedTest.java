package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.option.SessionEndedHandler;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request whose session is ended by another request or node while it runs. */
class SessionEndedTest extends FilterTest {

    private static final SessionEndedHandler CONFLICT = (request, response) -> {
        response.reset();
        response.setStatus(409);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("conflict");
        return true;
    };

    private final String token = stored("name", "value");

    /** What the application does after it has lost its session. */
    interface Late {
        void act(HttpServletResponse response) throws IOException;
    }

    /** Changes a session that is deleted before the change can be saved. */
    private Server lateSaver(SessionFilter filter, Late late) {
        return serve(filter, (request, response) -> {
            request.getSession().setAttribute("name", "other");
            store.delete(idOf(token));
            late.act(response);
        });
    }

    private SessionFilter filter(SessionEndedHandler handler) {
        return SessionFilter.builder(store).onSessionEnded(handler).build();
    }

    @Test
    void theAnswerOfALateSaverStandsAndBringsNothingBack() {
        Server server = lateSaver(
                SessionFilter.of(store), response -> response.getWriter().print("done"));

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("done");
        answer.hasNoCookie();
        assertDead(token);
    }

    @Test
    void theSessionOfALateSaverCanStillBeReadAndDoesNotBecomeANewOne() {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            store.delete(idOf(token));
            response.flushBuffer();
            assertThat(request.getSession().getAttribute("name")).isEqualTo("other");
            assertThat(request.getSession().getId()).isEqualTo(idOf(token));
            request.getSession().setAttribute("name", "later still");
        });

        get(server, "/", token).hasNoCookie();

        assertDead(token);
        assertThat(calls()).doesNotContainKey(CREATE);
    }

    @Test
    void aLateLoginBringsNothingBackAndGivesNoCookie() {
        Server server = serve((request, response) -> {
            response.getWriter().print(request.changeSessionId());
            store.delete(idOf(token));
        });

        Answer answer = get(server, "/", token);

        answer.hasNoCookie();
        assertDead(token);
        assertThat(store.find(answer.body())).isEmpty();
    }

    @Test
    void aWriterThatOverlapsALoginDoesNotTurnTheIdBack() {
        Session login = found(token).orElseThrow();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            store.changeId(login);
            store.save(login);
        });

        get(server, "/", token).hasNoCookie();

        assertDead(token);
        assertThat(store.find(login.id())).isPresent();
    }

    @Test
    void aHandlerCanAnswerInstead() {
        Server server =
                lateSaver(filter(CONFLICT), response -> response.getWriter().print("done"));

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("conflict");
        answer.hasNoCookie();
        assertDead(token);
    }

    @Test
    void aHandlerCanSendAnError() {
        SessionFilter filter = filter((request, response) -> {
            response.sendError(409);
            return true;
        });
        Server server = server(filter)
                .errorPage("/error")
                .at("/error", (request, response) -> response.getWriter().print("error page"))
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "other");
                    store.delete(idOf(token));
                    response.getWriter().print("done");
                    response.flushBuffer();
                    response.getWriter().print("more");
                })
                .start();

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("error page");
    }

    @Test
    void aHandlerCanLetTheAnswerStand() {
        SessionFilter filter = filter((request, response) -> {
            assertThat(request.getSession(false).getAttribute("name")).isEqualTo("other");
            response.setHeader("X-Ended", "yes");
            return false;
        });
        Server server = lateSaver(filter, response -> response.getWriter().print("done"));

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("done");
    }

    @Test
    void aHandlerIsAskedOnce() {
        AtomicInteger asked = new AtomicInteger();
        Server server = serve(filter((request, response) -> asked.incrementAndGet() < 0), (request, response) -> {
            request.getSession().setAttribute("name", "other");
            store.delete(idOf(token));
            request.getRequestDispatcher("/nothing");
            for (int i = 0; i < 3; i++) {
                response.getWriter().flush();
                request.getSession().setAttribute("name", "another");
            }
        });

        get(server, "/", token);

        assertThat(asked).hasValue(1);
    }

    @Test
    void aHandlerIsNotAskedAgainForASecondSessionOfTheRequest() {
        AtomicInteger asked = new AtomicInteger();
        SessionFilter filter = filter((request, response) -> asked.incrementAndGet() < 0);
        Server server = server(filter)
                .at("/part", (request, response) -> {})
                .at("/*", (request, response) -> {
                    request.getSession().setAttribute("name", "other");
                    store.delete(idOf(token));
                    request.getRequestDispatcher("/part").include(request, response);
                    request.getSession().invalidate();
                    String second = request.getSession().getId();
                    response.getOutputStream().write(new byte[response.getBufferSize()]);
                    assertThat(store.find(second)).isPresent();
                    assertThat(response.isCommitted()).isFalse();
                    request.getSession().setAttribute("name", "other");
                    store.delete(second);
                })
                .start();

        get(server, "/", token);

        assertThat(asked).hasValue(1);
    }

    @Test
    void thatASaveCameTooLateIsReportedOnce() {
        AtomicInteger reported = new AtomicInteger();
        SessionStore observed = SessionStore.builder(storage)
                .tokens(tokens())
                .cleanupInterval(Duration.ZERO)
                .listener(new SessionListener() {
                    @Override
                    public void onSavedTooLate(Session session) {
                        reported.incrementAndGet();
                    }
                })
                .build();
        Server server = serve(SessionFilter.of(observed), (request, response) -> {
            request.getSession().setAttribute("name", "other");
            store.delete(idOf(token));
            response.flushBuffer();
            request.getSession().setAttribute("name", "another");
            response.flushBuffer();
        });

        get(server, "/", token);

        assertThat(reported).hasValue(1);
    }

    @Test
    void aHandlerIsNotAskedOnceTheResponseIsCommitted() {
        AtomicInteger asked = new AtomicInteger();
        Server server = serve(filter((request, response) -> asked.incrementAndGet() > 0), (request, response) -> {
            response.getWriter().print("done");
            response.flushBuffer();
            request.getSession().setAttribute("name", "other");
            store.delete(idOf(token));
        });

        Answer answer = get(server, "/", token);

        assertThat(answer.body()).isEqualTo("done");
        assertThat(asked).hasValue(0);
    }

    @Test
    void aHandlerIsNotAskedWhereTheRequestItselfEndedTheSession() {
        AtomicInteger asked = new AtomicInteger();
        Server server = serve(filter((request, response) -> asked.incrementAndGet() > 0), (request, response) -> {
            request.getSession().setAttribute("name", "other");
            request.getSession().invalidate();
        });

        get(server, "/", token);

        assertThat(asked).hasValue(0);
    }

    @Test
    void aHandlerThatFailsFailsTheRequest() {
        Server server = lateSaver(
                filter((request, response) -> {
                    throw new IOException("the handler's own");
                }),
                response -> {});

        assertThat(getAny(server, "/", token).status()).isEqualTo(500);
    }

    @Test
    void aHandlerCanBeginANewSession() {
        SessionFilter filter = filter((request, response) -> {
            request.getSession().invalidate();
            request.getSession().setAttribute("name", "of the new one");
            response.sendRedirect("/again");
            return true;
        });
        Server server = lateSaver(filter, response -> response.getWriter().print("done"));

        Answer answer = get(server, "/", token);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(attribute(answer.newToken(), "name")).contains("of the new one");
    }

    @Test
    void aNewSessionThatIsEndedAtOnceIsNotGivenToTheClientAgain() {
        Server server = server(filter(CONFLICT))
                .at("/part", (request, response) -> {})
                .at("/*", (request, response) -> {
                    request.getSession();
                    request.getRequestDispatcher("/part").include(request, response);
                    store.delete(request.getSession().getId());
                    request.getSession().setAttribute("name", "value");
                })
                .start();

        Answer answer = get(server, "/");

        assertThat(answer.status()).isEqualTo(409);
        answer.hasNoCookie();
    }

    static Stream<Named<Late>> whatever() {
        return Stream.of(
                way("writer", r -> {
                    PrintWriter writer = r.getWriter();
                    writer.print("done");
                    r.flushBuffer();
                    writer.print("more");
                    writer.flush();
                    r.getWriter().printf("%s", "more").append('c').write(new char[9000]);
                    writer.checkError();
                    writer.close();
                }),
                way("stream", r -> {
                    var stream = r.getOutputStream();
                    stream.print("done");
                    r.flushBuffer();
                    stream.write('a');
                    stream.write("more".getBytes(StandardCharsets.UTF_8));
                    ByteBuffer buffer = ByteBuffer.allocate(10);
                    stream.write(buffer);
                    assertThat(buffer.hasRemaining()).isFalse();
                    stream.println("more");
                    stream.flush();
                    stream.close();
                }),
                way("stream where the handler used the writer", r -> {
                    r.flushBuffer();
                    r.getWriter().write("more");
                }),
                way("a full buffer", r -> r.getWriter().write("a".repeat(9000))),
                way("an announced length", r -> {
                    r.getWriter().write("hello");
                    r.setContentLength(5);
                    r.setContentLengthLong(6);
                }),
                way("sendError", r -> {
                    r.sendError(404);
                    r.sendError(404, "no");
                }),
                way("sendRedirect", r -> {
                    r.sendRedirect("/other");
                    r.sendRedirect("/other", 303);
                    r.sendRedirect("/other", true);
                    r.sendRedirect("/other", 303, true);
                }),
                way("reset", r -> {
                    r.flushBuffer();
                    r.reset();
                    r.resetBuffer();
                    r.setBufferSize(100_000);
                }),
                way("status and headers", r -> {
                    r.flushBuffer();
                    r.setStatus(201);
                    r.setHeader("Content-Length", "1");
                    r.addHeader("X-Dropped", "1");
                    r.setHeader("X-Dropped", "1");
                    r.setIntHeader("X-Dropped", 1);
                    r.addIntHeader("X-Dropped", 1);
                    r.setDateHeader("X-Dropped", 1);
                    r.addDateHeader("X-Dropped", 1);
                    r.addCookie(new Cookie("dropped", "1"));
                    r.setContentType("text/dropped");
                    r.setCharacterEncoding("UTF-16");
                    r.setCharacterEncoding(StandardCharsets.UTF_16);
                    r.setLocale(Locale.GERMAN);
                    r.setTrailerFields(Map::of);
                    assertThat(r.getHeaderNames()).doesNotContain("X-Dropped", "Content-Language");
                    assertThat(r.getLocale()).isNotEqualTo(Locale.GERMAN);
                    assertThat(r.getContentType()).isEqualTo("text/plain;charset=UTF-8");
                }));
    }

    private static Named<Late> way(String name, Late way) {
        return named(name, way);
    }

    @ParameterizedTest
    @MethodSource("whatever")
    void whateverTheApplicationAnswersAfterTheHandlerIsDropped(Late late) {
        Answer answer = get(lateSaver(filter(CONFLICT), late), "/", token);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("conflict");
        answer.hasNoCookie();
    }
}
