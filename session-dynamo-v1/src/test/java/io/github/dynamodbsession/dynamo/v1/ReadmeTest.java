package io.github.dynamodbsession.dynamo.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows works. */
class ReadmeTest {

    private static final String BEGIN = "SessionStore store =";

    @Test
    void theExampleIsTheOneThatIsTried() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf(BEGIN));
        String source = Files.readString(
                Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java"));

        assertThat(withoutBlanks(source)).contains(withoutBlanks(example.substring(0, example.indexOf("```"))));
    }

    @Test
    void theExampleWorks() {
        DynamoDbEndpoint.skipOnTheService("the example's table is called as one of an application may be");
        AmazonDynamoDB client = Engine.sdk(DynamoDbEndpoint.shared());
        SessionStore store = SessionStore.of(DynamoDbV1Storage.builder()
                .tableName("sessions")
                .client(client)
                .autoCreate(true)
                .build());
        Session session = store.create();
        store.save(session);

        assertThat(store.find(session.id())).isPresent();
        store.close();
        client.shutdown();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }
}
