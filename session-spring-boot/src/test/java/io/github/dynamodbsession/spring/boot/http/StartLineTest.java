package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an application says of its sessions when it starts: one line, and at DEBUG how it came to it; no secret. */
@ParameterizedClass
@EnumSource(names = {"SERVLET", "REACTIVE"})
@ExtendWith(OutputCaptureExtension.class)
class StartLineTest {

    private static final String SECRET = "wJalrXUtnFEMIK7MDENG";

    @Parameter
    private RunningShop.Kind kind;

    private static List<String> lines(CapturedOutput output, String part) {
        return output.getAll().lines().filter(line -> line.contains(part)).toList();
    }

    @Test
    void oneLineSaysWhereAndHowSessionsAreKept(CapturedOutput output) {
        try (RunningShop shop = kind.shop(
                "logging.level.io.github.dynamodbsession=info",
                "dynamodb.session.codec=jackson",
                "dynamodb.session.compression.enabled=true",
                "dynamodb.session.compression.threshold=2KB",
                "dynamodb.session.call-timeout=7s",
                "server.servlet.session.cookie.name=SHOP",
                "server.reactive.session.cookie.name=SHOP",
                "dynamodb.session.cookie.secrets=" + SECRET)) {
            shop.start();

            List<String> started = lines(output, "Sessions are kept in");
            assertThat(started).hasSize(1);
            assertThat(started.get(0))
                    .contains("DynamoDB at " + shop.proxy().endpoint(), "in the table shop-")
                    .contains("(created, PAY_PER_REQUEST, time to live by 'expires')")
                    .contains("callTimeout PT7S, operationTimeout PT14S, initTimeout PT30S")
                    .contains("codec SecurityJsonCodec, compressed from 2048 bytes on at level 6;", "touchAfter PT10S")
                    .contains("cookie SHOP, HttpOnly, Secure as the request, SameSite=Lax, signed");
            shop.start();
            assertThat(lines(output, "Sessions are kept in").get(1)).contains("(found, PAY_PER_REQUEST,");
            assertThat(output.getAll()).doesNotContain(SECRET);
        }
    }

    @Test
    void eachDecisionIsSaidAtDebug(CapturedOutput output) {
        try (RunningShop shop = kind.shop(
                "logging.level.io.github.dynamodbsession=debug", "dynamodb.session.cookie.secrets=" + SECRET)) {
            shop.start();

            assertThat(output.getAll())
                    .contains("Sessions are kept by the storage dynamo-v2, as dynamodb.session.storage says")
                    .contains("Creates a client of the AWS SDK: region eu-central-1, endpoint at http")
                    .contains("credentials as given")
                    .contains("codec java, as dynamodb.session.codec says")
                    .contains("creates the table, since it does not exist and autoCreate is on; on demand")
                    .contains("with the right key")
                    .contains("whether there are transactions")
                    .contains("switches the time to live on, by the attribute expires")
                    .contains("The reaper does not run")
                    .doesNotContain(SECRET);
        }
    }
}
