package io.github.dynamodbsession.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Failure;
import io.github.dynamodbsession.dynamo.call.Reply;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Round;
import io.github.dynamodbsession.dynamo.call.Transport;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A start that takes long says what it waits for. */
class InitProgressTest {

    private static final Request LOOK = new Request.DescribeTable("sessions");
    private static final Round ROUND = new Round(Duration.ofSeconds(1), Duration.ofSeconds(1), false);

    private final Logger logger = Logger.getLogger(InitLog.class.getPackageName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private Reply reply = Reply.of(new Answer.Done());
    private final Transport awaited =
            new InitProgress(TestOptions.with(true, true), nanos::get).blocking((request, round) -> reply);

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    private static Reply failed(Failure.Origin origin) {
        return Reply.of(new Answer.Failed(
                Failure.withoutAnswer(origin, 1, new TimeoutException()).withPlace("at http://localhost:8000")));
    }

    @Test
    void whatIsAnsweredIsNoNews() {
        awaited.call(LOOK, ROUND);
        reply = failed(Failure.Origin.DISCONNECTED);
        awaited.call(LOOK, ROUND);

        assertThat(lines).isEmpty();
    }

    @Test
    void whatIsNotAnsweredIsSaidEveryFiveSeconds() {
        reply = failed(Failure.Origin.NO_ANSWER);
        for (int seconds = 0; seconds < 10; seconds++) {
            assertThat(awaited.call(LOOK, ROUND)).isSameAs(reply);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(lines)
                .hasSize(2)
                .containsOnly(
                        "Initialising sessions in the table sessions: waits for DynamoDB at http://localhost:8000 to"
                                + " answer DescribeTable; initTimeout is PT3S.");
    }
}
