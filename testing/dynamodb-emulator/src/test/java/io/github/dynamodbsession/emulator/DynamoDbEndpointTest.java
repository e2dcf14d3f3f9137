package io.github.dynamodbsession.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamoDbEndpointTest {

    private static URI chosen(Map<String, String> properties) {
        return DynamoDbEndpoint.chosen(name -> properties.getOrDefault(name, ""));
    }

    @Test
    void isAnEmulatorInThisJvmUnlessSomebodySaysOtherwise() {
        URI endpoint = chosen(Map.of());
        assertThat(new PlainCaller(endpoint).call("ListTables", "{}").body()).isEqualTo("{\"TableNames\":[]}");
        assertThat(chosen(Map.of("dynamodb.engine", "emulator"))).isNotEqualTo(endpoint);
    }

    @Test
    void isWhatAlreadyRunsIfThatIsNamed() {
        assertThat(chosen(Map.of("dynamodb.endpoint", "http://localhost:8000", "dynamodb.engine", "container")))
                .isEqualTo(URI.create("http://localhost:8000"));
    }

    @Test
    void aPropertyThatSaysNothingOfUseIsNamed() {
        assertThatThrownBy(() -> chosen(Map.of("dynamodb.endpoint", "localhost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dynamodb.endpoint must be a URL such as http://localhost:8000, not localhost");
        assertThatThrownBy(() -> chosen(Map.of("dynamodb.engine", "docker")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dynamodb.engine must be emulator or container, not docker");
    }

    @Test
    void isAContainerWhereThatIsAskedForAndDockerIsThere() {
        URI endpoint = chosen(Map.of("dynamodb.engine", "container"));
        assertThat(new PlainCaller(endpoint).call("ListTables", "{}").statusCode())
                .isEqualTo(200);
    }
}
