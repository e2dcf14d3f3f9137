package io.github.dynamodbsession.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.Client;
import io.github.dynamodbsession.emulator.Client.Answer;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

    private DynamoDbEmulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        emulator = DynamoDbEmulator.start();
        client = new Client(emulator.endpoint());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void tellsTheTimeAndTheDisturbances() throws Exception {
        Answer answer = client.control("GET", "", "");

        assertThat(Instant.parse(answer.ok().at("/now").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(answer.ok().at("/disturbances/seed").asInt()).isEqualTo(1);
        assertThat(client.control("GET", "/", "").ok().at("/disturbances"))
                .isEqualTo(answer.ok().at("/disturbances"));
    }

    @Test
    void movesTheClock() throws Exception {
        Instant before = emulator.clock().instant();

        Instant told = Instant.parse(client.control("POST", "/clock", "{'advance':'PT11M'}")
                .ok()
                .at("/now")
                .asString());

        assertThat(told).isAfterOrEqualTo(before.plus(Duration.ofMinutes(11)));
        assertThat(emulator.clock().instant()).isAfterOrEqualTo(told);
    }

    @Test
    void takesEveryDisturbanceAndTakesThemBack() throws Exception {
        Disturbances all = new Disturbances(
                7,
                Duration.ofMillis(50),
                true,
                true,
                0.5,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                true,
                0.25,
                Duration.ofSeconds(6));

        client.control(
                        "PUT",
                        "/disturbances",
                        "{'seed':7,'transactionTime':'PT0.05S','throttleProvisioned':true,'throttlePartitions':true,"
                                + "'staleReads':0.5,'staleness':'PT2S','indexLag':'PT3S','activation':'PT4S',"
                                + "'timeToLive':true,'lateAttempts':0.25,'lateness':'PT6S'}")
                .ok();

        assertThat(emulator.disturbances()).isEqualTo(all);
        client.control("PUT", "/disturbances", "{'seed':8}").ok();
        assertThat(emulator.disturbances()).isEqualTo(Disturbances.NONE.seed(8));
        client.control("DELETE", "/disturbances", "").ok();
        assertThat(emulator.disturbances()).isEqualTo(Disturbances.NONE);
    }

    @Test
    void holdsCallsAndLetsThemGo() throws Exception {
        client.createTable("table");
        client.control("POST", "/holds", "{'operation':'PutItem'}").ok();
        CompletableFuture<Void> held = CompletableFuture.runAsync(() -> {
            try {
                client.put("table", "a", "held");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        // Only the first is held: once another is through, that one is.
        while (client.text("table", "b").isMissingNode()) {
            CompletableFuture<Void> another = CompletableFuture.runAsync(() -> {
                try {
                    client.put("table", "b", "free");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            CompletableFuture.anyOf(held, another).get(60, TimeUnit.SECONDS);
        }
        client.control("DELETE", "/holds", "").ok();
        held.get(60, TimeUnit.SECONDS);
        assertThat(client.text("table", "a").asString()).isEqualTo("held");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /clock | {} | advance must be a duration",
                "POST | /clock | {'advance':11} | advance must be a duration",
                "POST | /clock | {'advance':'11m'} | advance must be a duration",
                "POST | /clock | {'advance':'-PT1S'} | advance must be a duration",
                "POST | /clock | {'advance':'PT999999999999999H'} | advance must be a duration",
                "POST | /clock | {'advance':'PT1S','by':1} | by is none of advance",
                "POST | /clock | [] | the body must be a JSON object",
                "POST | /clock | {'advance' | the body must be a JSON object",
                "PUT | /disturbances | null | the body must be a JSON object",
                "PUT | /disturbances | {'sed':1} | sed is none of seed, transactionTime",
                "PUT | /disturbances | {'seed':'1'} | seed must be a whole number",
                "PUT | /disturbances | {'seed':1.5} | seed must be a whole number",
                "PUT | /disturbances | {'seed':1e30} | seed must be a whole number",
                "PUT | /disturbances | {'transactionTime':20} | transactionTime must be a duration",
                "PUT | /disturbances | {'transactionTime':'-PT1S'} | transactionTime must be a duration",
                "PUT | /disturbances | {'throttleProvisioned':1} | throttleProvisioned must be true or false",
                "PUT | /disturbances | {'throttlePartitions':'true'} | throttlePartitions must be true or false",
                "PUT | /disturbances | {'staleReads':2} | staleReads must be a number from 0 to 1",
                "PUT | /disturbances | {'staleReads':'1'} | staleReads must be a number from 0 to 1",
                "PUT | /disturbances | {'staleness':'1s'} | staleness must be a duration",
                "PUT | /disturbances | {'indexLag':true} | indexLag must be a duration",
                "PUT | /disturbances | {'activation':'P9999Y'} | activation must be a duration",
                "PUT | /disturbances | {'timeToLive':'yes'} | timeToLive must be true or false",
                "PUT | /disturbances | {'lateAttempts':-0.1} | lateAttempts must be a number from 0 to 1",
                "PUT | /disturbances | {'lateness':{}} | lateness must be a duration",
                "POST | /holds | {} | operation must be the name of one",
                "POST | /holds | {'operation':'Nothing'} | operation must be the name of one",
                "POST | /holds | {'operation':7} | operation must be a text",
                "POST | /holds | {'operation':'PutItem','times':0} | times must be a whole number from 1",
                "POST | /holds | {'operation':'PutItem','times':1.5} | times must be a whole number from 1",
                "POST | /holds | {'operation':'PutItem','times':'1'} | times must be a whole number from 1",
                "POST | /holds | {'operation':'PutItem','time':1} | time is none of operation, times",
                "PUT | /clock | {} | PUT /clock is none of GET /_emulator",
                "GET | /nothing | {} | GET /nothing is none of GET /_emulator",
                "DELETE | /clock | {} | DELETE /clock is none of",
            })
    void refusesWhatIsWrongAndNamesIt(String method, String path, String body, String message) throws Exception {
        Answer answer = client.control(method, path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/message").asString()).startsWith(message);
        assertThat(emulator.disturbances()).isEqualTo(Disturbances.NONE);
        assertThat(emulator.clock().instant()).isBefore(Instant.now().plusSeconds(60));
        assertThat(emulator.attempts().isEmpty()).isTrue();
    }
}
