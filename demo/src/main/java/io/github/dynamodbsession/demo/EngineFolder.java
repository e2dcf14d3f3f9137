package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.dynamodblocal.DynamoDbLocal;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the jars of DynamoDB Local are: beside the demo's own jar, unless a system property says otherwise. */
final class EngineFolder {

    private EngineFolder() {}

    static Path find() {
        String told = System.getProperty(DynamoDbLocal.JARS_PROPERTY, "");
        if (!told.isBlank()) {
            return Path.of(told);
        }
        try {
            Path own = Path.of(EngineFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("dynamodb-local");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
