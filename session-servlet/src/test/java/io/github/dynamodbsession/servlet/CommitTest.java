package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.CREATE;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.UPDATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.github.dynamodbsession.servlet.harness.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The session is stored, and its cookie is in the response, before the response can be committed. */
class CommitTest extends FilterTest {

    private static final int BUFFER = 8192;
    private static final String LONG = "a".repeat(BUFFER);

    /** A way to commit a response. */
    interface Committing {
        void act(HttpServletResponse response) throws IOException;
    }

    static Stream<Named<Committing>> answersWithoutBody() {
        return Stream.of(
                way("sendError(int)", r -> r.sendError(404)),
                way("sendError(int, String)", r -> r.sendError(404, "no")),
                way("sendRedirect(String)", r -> r.sendRedirect("/other")),
                way("sendRedirect(String, int)", r -> r.sendRedirect("/other", 303)),
                way("sendRedirect(String, boolean)", r -> r.sendRedirect("/other", false)),
                way("sendRedirect(String, int, boolean)", r -> r.sendRedirect("/other", 307, true)),
                way("flushBuffer()", HttpServletResponse::flushBuffer));
    }

    static Stream<Named<Committing>> flushes() {
        return Stream.of(
                way("writer.flush()", r -> r.getWriter().flush()),
                way("writer.close()", r -> r.getWriter().close()),
                way("writer.checkError()", r -> r.getWriter().checkError()),
                way("stream.flush()", r -> r.getOutputStream().flush()),
                way("stream.close()", r -> r.getOutputStream().close()),
                way("small body, then flushBuffer()", r -> {
                    r.getWriter().write("hello");
                    r.flushBuffer();
                }),
                way("small body, then writer.close()", r -> {
                    r.getWriter().write("hello");
                    r.getWriter().close();
                }),
                way("small body, then stream.close()", r -> {
                    r.getOutputStream().print("hello");
                    r.getOutputStream().close();
                }));
    }

    static Stream<Named<Committing>> fullBuffers() {
        return Stream.of(
                way("writer.write(String)", r -> r.getWriter().write(LONG)),
                way("writer.write(String, int, int)", r -> r.getWriter().write(LONG + "b", 1, BUFFER)),
                way("writer.write(char[])", r -> r.getWriter().write(LONG.toCharArray())),
                way("writer.write(char[], int, int)", r -> r.getWriter().write(LONG.toCharArray(), 0, BUFFER)),
                way("writer.write(int)", r -> {
                    for (int i = 0; i < BUFFER; i++) {
                        r.getWriter().write('a');
                    }
                }),
                way("writer.print(String)", r -> r.getWriter().print(LONG)),
                way("writer.print(Object)", r -> r.getWriter().print(List.of(LONG))),
                way("writer.println(String)", r -> r.getWriter().println(LONG)),
                way("writer.println()", r -> {
                    for (int i = 0; i < BUFFER; i++) {
                        r.getWriter().println();
                    }
                }),
                way("writer.printf(String, Object)", r -> r.getWriter().printf("%s", LONG)),
                way("writer.printf(Locale, String, Object)", r -> r.getWriter().printf(Locale.ROOT, "%s", LONG)),
                way("writer.format(String, Object)", r -> r.getWriter().format("%s", LONG)),
                way("writer.format(Locale, String, Object)", r -> r.getWriter().format(Locale.ROOT, "%s", LONG)),
                way("writer.append(CharSequence)", r -> r.getWriter().append(LONG)),
                way("writer.append(CharSequence, int, int)", r -> r.getWriter().append(LONG, 0, BUFFER)),
                way("writer.append(char)", r -> {
                    for (int i = 0; i < BUFFER; i++) {
                        r.getWriter().append('a');
                    }
                }),
                way("characters of two bytes in UTF-8", r -> {
                    r.setContentType("text/plain;charset=UTF-8");
                    r.getWriter().write("é".repeat(BUFFER / 2));
                }),
                way("characters of three bytes in UTF-8", r -> {
                    r.setContentType("text/plain;charset=UTF-8");
                    r.getWriter().write("€".repeat(BUFFER / 3 + 1).toCharArray());
                }),
                way("characters of four bytes in UTF-8", r -> {
                    r.setContentType("text/plain;charset=UTF-8");
                    r.getWriter().write("😀".repeat(BUFFER / 4));
                }),
                way("single characters of three bytes in UTF-8", r -> {
                    r.setContentType("text/plain;charset=UTF-8");
                    for (int i = 0; i <= BUFFER / 3; i++) {
                        r.getWriter().write('€');
                    }
                }),
                way("another charset after a reset", r -> {
                    r.getWriter().write("a");
                    r.reset();
                    r.setContentType("text/plain;charset=UTF-8");
                    r.getWriter().write("é".repeat(BUFFER / 2));
                }),
                way("characters in UTF-16", r -> {
                    r.setContentType("text/plain;charset=UTF-16");
                    r.getWriter().write("a".repeat(BUFFER / 2));
                }),
                way("stream.write(int)", r -> {
                    for (int i = 0; i < BUFFER; i++) {
                        r.getOutputStream().write('a');
                    }
                }),
                way("stream.write(byte[])", r -> r.getOutputStream().write(LONG.getBytes(UTF_8))),
                way("stream.write(byte[], int, int)", r -> r.getOutputStream().write(LONG.getBytes(UTF_8), 0, BUFFER)),
                way("stream.write(ByteBuffer)", r -> r.getOutputStream().write(ByteBuffer.wrap(LONG.getBytes(UTF_8)))),
                way("stream.write(ByteBuffer) with a direct buffer", r -> r.getOutputStream()
                        .write(ByteBuffer.allocateDirect(BUFFER))),
                way("stream.print(String)", r -> r.getOutputStream().print(LONG)),
                way("stream.println(String)", r -> r.getOutputStream().println(LONG)),
                way("a larger buffer", r -> {
                    r.setBufferSize(2 * BUFFER);
                    r.getWriter().write(LONG);
                    r.getWriter().write(LONG);
                }),
                way("much at once", r -> r.getWriter().write(LONG.repeat(20))),
                way("several writes", r -> {
                    r.getWriter().write(LONG.substring(BUFFER / 2));
                    r.getWriter().write(LONG.substring(BUFFER / 2));
                }));
    }

    static Stream<Named<Committing>> fullLengths() {
        return Stream.of(
                way("setContentLength, writer", r -> {
                    r.setContentLength(5);
                    r.getWriter().write("hello");
                }),
                way("setContentLengthLong, writer", r -> {
                    r.setContentLengthLong(5);
                    r.getWriter().printf("%s", "hello");
                }),
                way("setHeader, stream", r -> {
                    r.setHeader("Content-Length", "5");
                    r.getOutputStream().print("hello");
                }),
                way("addHeader, ByteBuffer", r -> {
                    r.addHeader("content-length", "5");
                    r.getOutputStream().write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
                }),
                way("setIntHeader, single bytes", r -> {
                    r.setIntHeader("Content-Length", 5);
                    for (char c : "hello".toCharArray()) {
                        r.getOutputStream().write(c);
                    }
                }),
                way("addIntHeader, bytes", r -> {
                    r.addIntHeader("Content-Length", 5);
                    r.getOutputStream().write("hello".getBytes(UTF_8));
                }),
                way("writer, then setContentLength", r -> {
                    r.getWriter().write("hello");
                    r.setContentLength(5);
                }),
                way("writer, then setHeader", r -> {
                    r.getWriter().write("hello");
                    r.setHeader("Content-Length", "5");
                }));
    }

    private static Named<Committing> way(String name, Committing way) {
        return named(name, way);
    }

    @ParameterizedTest
    @MethodSource({"answersWithoutBody", "flushes", "fullBuffers", "fullLengths"})
    void theSessionIsStoredByTheTimeThatTheResponseIsCommitted(Committing way) {
        AtomicReference<Map<?, ?>> callsByThen = new AtomicReference<>();
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            way.act(response);
            callsByThen.set(calls());
        });

        Answer answer = get(server, "/");

        assertThat(callsByThen.get()).as("calls by then").isEqualTo(Map.of(CREATE, 1));
        assertThat(calls()).as("calls of the request").isEqualTo(Map.of(CREATE, 1));
        assertThat(attribute(answer.newToken(), "name")).contains("value");
    }

    @ParameterizedTest
    @MethodSource({"answersWithoutBody", "flushes", "fullBuffers", "fullLengths"})
    void whatIsAlteredAfterTheCommitIsStoredAtTheEnd(Committing way) {
        Server server = serve((request, response) -> {
            StringBuilder inPlace = new StringBuilder("value");
            request.getSession().setAttribute("name", inPlace);
            way.act(response);
            inPlace.append(" and more");
        });

        Answer answer = get(server, "/");

        assertThat(calls()).isEqualTo(Map.of(CREATE, 1, UPDATE, 1));
        assertThat(attribute(answer.newToken(), "name").map(Object::toString)).contains("value and more");
    }

    static Stream<Named<Committing>> smallBodies() {
        return Stream.of(
                way("writer", r -> r.getWriter().write("hello")),
                way("stream", r -> r.getOutputStream().print("hello")),
                way("one less than the buffer holds", r -> r.getWriter().write(LONG.substring(1))),
                way("one less than the buffer holds, in UTF-8", r -> {
                    r.setContentType("text/plain;charset=UTF-8");
                    r.getWriter().write("é".repeat(BUFFER / 2 - 1) + "a");
                }),
                way("one less than announced", r -> {
                    r.setContentLength(6);
                    r.getWriter().write("hello");
                    r.resetBuffer();
                    r.setContentLength(-1);
                }),
                way("resetBuffer between", r -> {
                    r.getWriter().write(LONG.substring(1));
                    r.resetBuffer();
                    r.getWriter().write(LONG.substring(1));
                }),
                way("reset between", r -> {
                    r.setContentLength(5);
                    r.getWriter().write("hell");
                    r.reset();
                    r.getOutputStream().write(LONG.substring(1).getBytes(UTF_8));
                }),
                way("a larger buffer", r -> {
                    r.setBufferSize(2 * BUFFER);
                    r.getWriter().write(LONG);
                }),
                way("announced, not written", r -> r.setContentLength(0)),
                way("headers", r -> {
                    r.setStatus(201);
                    r.setHeader("Content-Length", null);
                    r.setHeader("X-Header", "Content-Length");
                    r.addIntHeader("X-Number", 0);
                    r.addDateHeader("X-Date", 0);
                    r.setContentType("text/plain");
                }),
                way("an informational answer", r -> r.sendError(103)));
    }

    @ParameterizedTest
    @MethodSource("smallBodies")
    void whatDoesNotCommitTheResponseDoesNotSaveEither(Committing way) {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            way.act(response);
            assertThat(calls()).as("calls by then").isEmpty();
            request.getSession().setAttribute("name", "newer");
        });

        Answer answer = get(server, "/");

        assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        assertThat(attribute(answer.newToken(), "name")).contains("newer");
    }

    @Test
    void theClientSeesNothingBeforeTheSessionIsStored() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            response.getWriter().write("first");
            response.flushBuffer();
            assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
            response.getWriter().write(" second");
        });

        HttpResponse<InputStream> response = open(server, "/");
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(5)).asString(UTF_8).isEqualTo("first");
            assertThat(attribute(answer(response, "").newToken(), "name")).contains("value");
            seen.countDown();
            assertThat(body.readAllBytes()).asString(UTF_8).isEqualTo(" second");
        } finally {
            seen.countDown();
        }
    }

    @Test
    void theWriterTellsThatTheContainersCouldNotWrite() {
        Writer broken = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("the client is gone");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Filter outer = (request, response, chain) ->
                chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                    private final PrintWriter writer = new PrintWriter(broken);

                    @Override
                    public PrintWriter getWriter() {
                        return writer;
                    }
                });
        try (Server server = Server.with(outer, folder, "")
                .filter(SessionFilter.of(store), DispatcherType.REQUEST)
                .at("/*", (request, response) -> {
                    assertThat(response.getWriter().checkError()).isFalse();
                    response.getWriter().print("hello");
                    assertThat(response.getWriter().checkError()).isTrue();
                })
                .start()) {
            get(server, "/");
            server.assertExpectationsHeld();
        }
    }

    @Test
    void theBodyArrivesAsItWasWritten() {
        String text = "a€é😀\uD83D?".repeat(5000);
        Server server = serve((request, response) -> {
            request.getSession();
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().append(text, 0, 7).append(text.charAt(7));
            response.getWriter().write(text.toCharArray(), 8, 1000);
            response.getWriter().print(text.substring(1008));
        });

        assertThat(get(server, "/").body()).isEqualTo(text.replace('\uD83D' + "?", "??"));
    }

    @Test
    void bytesArriveAsTheyWereWritten() {
        String text = "0123456789".repeat(5000);
        Server server = serve((request, response) -> {
            request.getSession();
            ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(UTF_8));
            response.getOutputStream().write(buffer.get());
            buffer.limit(20_000);
            response.getOutputStream().write(buffer);
            assertThat(buffer.hasRemaining()).isFalse();
            response.getOutputStream().write(buffer.array(), 20_000, 1);
            response.getOutputStream().print(text.substring(20_001));
            assertThat(response.getOutputStream().isReady()).isTrue();
        });

        assertThat(get(server, "/").body()).isEqualTo(text);
    }

    @Test
    void theCookieIsInTheAnswerThatUpgradesTheConnection() throws IOException {
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "value");
            request.upgrade(Upgraded.class);
            assertThat(calls()).isEqualTo(Map.of(CREATE, 1));
        });

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: b\r\nConnection: upgrade\r\n\r\n".getBytes(UTF_8));
            String head = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(head).startsWith("HTTP/1.1 101").contains("Set-Cookie: SESSION=");
        }
    }

    /** Ends the connection at once. */
    public static final class Upgraded implements HttpUpgradeHandler {
        @Override
        public void init(WebConnection connection) {
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }

    @Test
    void whatIsChangedBetweenTwoFlushesIsStoredBeforeTheSecond() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            HttpSession session = request.getSession();
            response.flushBuffer();
            session.setAttribute("name", "other");
            response.flushBuffer();
            assertThat(calls()).containsEntry(UPDATE, 1);
            session.setMaxInactiveInterval(90);
            response.flushBuffer();
            assertThat(calls()).containsEntry(UPDATE, 2);
        });

        get(server, "/", token);
    }

    @Test
    void aSessionCannotBeginOnceTheResponseIsCommitted() {
        Server server = serve((request, response) -> {
            response.flushBuffer();
            assertThat(request.getSession(false)).isNull();
            assertThatThrownBy(request::getSession)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("committed");
            assertThatThrownBy(() -> request.getSession(true)).isInstanceOf(IllegalStateException.class);
        });

        get(server, "/").hasNoCookie();

        assertThat(calls()).isEmpty();
    }

    @Test
    void anIdCannotChangeOnceTheResponseIsCommitted() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            response.flushBuffer();
            request.getSession().setAttribute("name", "other");
            assertThatThrownBy(request::changeSessionId)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("committed");
        });

        get(server, "/", token).hasNoCookie();

        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void aSessionThatWasFoundCanBeChangedAfterTheCommit() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            response.getWriter().write(LONG);
            response.flushBuffer();
            request.getSession().setAttribute("name", "other");
        });

        get(server, "/", token);

        assertThat(calls()).isEqualTo(Map.of(GET, 1, UPDATE, 1));
        assertThat(attribute(token, "name")).contains("other");
    }

    @Test
    void whatWasDoneBeforeTheApplicationFailedIsStored() {
        String token = stored("name", "value");
        Server server = serve((request, response) -> {
            request.getSession().setAttribute("name", "other");
            throw new IOException("the application's own");
        });

        assertThat(getAny(server, "/", token).status()).isEqualTo(500);

        assertThat(attribute(token, "name")).contains("other");
    }
}
