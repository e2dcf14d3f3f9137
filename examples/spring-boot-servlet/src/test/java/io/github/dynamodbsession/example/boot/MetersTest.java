package io.github.dynamodbsession.example.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.apache.tomcat.util.modeler.Registry;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The same application with Spring Boot's Actuator, and nothing else of ours than the starter. */
class MetersTest {

    @Test
    void theMetersAreThereWithoutCode() {
        Registry.disableRegistry();
        try (ConfigurableApplicationContext node = SessionsApplication.configured()
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--logging.level.root=warn",
                        "--dynamodb.session.endpoint=" + DynamoDbEndpoint.shared(),
                        "--dynamodb.session.region=eu-central-1",
                        "--dynamodb.session.table-name=meters-" + UUID.randomUUID())) {

            assertThat(node.getBean(MeterRegistry.class).getMeters().stream()
                            .map(Meter::getId)
                            .map(Meter.Id::getName))
                    .contains("dynamodb.session.operations", "dynamodb.session.saves", "dynamodb.session.calls");
        }
    }
}
