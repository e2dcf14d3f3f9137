package io.github.dynamodbsession.emulator.disturbance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.emulator.disturbance.HeldAttempts.Hold;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attempts that a client gave up and that are carried out all the same. */
@Timeout(60)
class LateAttemptsTest extends EmulatorTests {

    private static final String UPDATE =
            quoted("{'TableName':'things','Key':{'id':{'S':'a'}},'UpdateExpression':'SET v = :v',"
                    + "'ExpressionAttributeValues':{':v':{'S':'late'}}}");

    private void updateImpatiently() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(emulator.endpoint())
                .timeout(Duration.ofMillis(100))
                .header("X-Amz-Target", "DynamoDB_20120810.UpdateItem")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", "AWS4-HMAC-SHA256 any")
                .POST(HttpRequest.BodyPublishers.ofString(UPDATE))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void aCallThatIsHeldIsCarriedOutWhenItIsReleasedThoughItsClientHasGivenItUp() throws Exception {
        createTable();
        put("a", "before");
        Hold hold = emulator.attempts().hold((operation, body) -> operation.equals("UpdateItem"), 1);

        assertThatThrownBy(this::updateImpatiently).isInstanceOf(HttpTimeoutException.class);
        assertThat(hold.awaitHeld(10, TimeUnit.SECONDS)).isTrue();
        assertThat(value("a", true)).isEqualTo("before");
        assertThat(put("a", "meanwhile").isEmpty()).isTrue();

        hold.release();
        assertThat(hold.awaitDone(10, TimeUnit.SECONDS)).isTrue();
        assertThat(value("a", true)).isEqualTo("late");
    }

    @Test
    void onlyAsManyAreHeldAsWereAskedFor() throws Exception {
        createTable();
        Hold hold = emulator.attempts().hold((operation, body) -> body.contains("late"), 1);
        assertThatThrownBy(this::updateImpatiently).isInstanceOf(HttpTimeoutException.class);

        assertThat(caller.call("UpdateItem", UPDATE).statusCode()).isEqualTo(200);
        assertThat(value("a", true)).isEqualTo("late");
        hold.release();
        assertThat(hold.awaitDone(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aShareOfTheWritesIsCarriedOutLateAndNoReadIs() {
        createTable();
        emulator.disturb(Disturbances.NONE.seed(5).lateAttempts(1, Duration.ofSeconds(3)));
        assertThatThrownBy(this::updateImpatiently).isInstanceOf(HttpTimeoutException.class);
        assertThat(value("a", true)).isEmpty();
        while (value("a", true).isEmpty()) {
            Thread.onSpinWait(); // the time limit of the test ends it
        }
        assertThat(value("a", true)).isEqualTo("late");
        assertThat(emulator.attempts().late()).isEqualTo(1);
    }

    @Test
    void tooFewTimesAreRefused() {
        assertThatThrownBy(() -> emulator.attempts().hold((operation, body) -> true, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("times must be at least 1, not 0");
    }
}
