package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.error.SessionStorageException;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an outage writes into the log of an application, whoever writes it: this library, Spring or the server. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class OutageLogTest {

    private static final String FAILURE = SessionStorageException.class.getName();
    private static final int SECONDS = 3;
    private static final int REQUESTS_A_SECOND = 10;
    private static final int MOST_BYTES_OF_A_TRACE = 60_000;
    private static final int MOST_BYTES_OF_A_LINE = 1_500;

    private enum Kind {
        SERVLET,
        REACTIVE
    }

    @Parameter
    private Kind kind;

    private RunningShop shop;
    private URI node;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = kind == Kind.SERVLET
                ? RunningShop.of(OutageShop.class)
                : RunningShop.of(OutageReactiveShop.class, WebApplicationType.REACTIVE);
        node = RunningShop.address(shop.start());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    /** Without those of Netty, which serves applications of other tests, whose connections may be reset meanwhile. */
    private static List<String> lines(CapturedOutput log) {
        return log.getAll()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> !line.contains(" io.netty.") && !line.contains(" i.n."))
                .toList();
    }

    private void request(String path, boolean isNew) {
        Browser stranger = new Browser(node);
        if (!isNew) {
            stranger.cookies().put("SESSION", "c29tZWJvZHktd2hvLWhhcy1hLXNlc3Npb24");
        }
        try {
            stranger.get(path);
        } catch (RuntimeException | AssertionError e) {
            // broken off
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/read",
                "/open/committed",
                "/open/callable",
                "/open/callable new",
                "/open/thread",
                "/open/thread new",
                "/mine/name"
            })
    void anOutageIsOneLineASecondOneStackTraceAndALineWhenItIsOver(String way, CapturedOutput log) {
        String path = way.replace(" new", "");
        boolean isNew = way.endsWith(" new");
        request(path, isNew); // whatever is loaded and logged by the first one
        OutageShop.NANOS.addAndGet(Duration.ofMinutes(2).toNanos());
        int before = lines(log).size();
        int bytesBefore = log.getAll().length();
        shop.proxy().fault(call -> true, FaultProxy.ALWAYS, Fault.answer(400, "AccessDeniedException"));

        for (int second = 0; second < SECONDS; second++) {
            for (int i = 0; i < REQUESTS_A_SECOND; i++) {
                request(path, isNew);
            }
            OutageShop.NANOS.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        List<String> lines = lines(log).subList(before, lines(log).size());
        shop.proxy().heal();
        OutageShop.NANOS.addAndGet(Duration.ofSeconds(10).toNanos());
        request("/open/read", false);
        request("/open/read", false);
        assertThat(lines).hasSize(SECONDS);
        assertThat(log.getAll().substring(bytesBefore).lines().filter(line -> line.startsWith(FAILURE)))
                .as("stack traces")
                .hasSize(1);
        assertThat(log.getAll().length() - bytesBefore)
                .isLessThan(MOST_BYTES_OF_A_TRACE + SECONDS * MOST_BYTES_OF_A_LINE);
        assertThat(lines(log).subList(before, lines(log).size()))
                .hasSize(SECONDS + 1)
                .last()
                .asString()
                .contains("Session storage answers again: ", " failures in 2 s");
    }
}
