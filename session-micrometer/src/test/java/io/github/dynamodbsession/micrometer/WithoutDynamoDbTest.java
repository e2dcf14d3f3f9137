package io.github.dynamodbsession.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Without DynamoDB, {@code session-dynamo-common} is not on the class path. */
class WithoutDynamoDbTest {

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theMetersOfAStoreNeedNoDynamoDb() throws ReflectiveOperationException, IOException {
        URL[] others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains("session-dynamo-common"))
                .map(WithoutDynamoDbTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader application = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            Class<?> registry = application.loadClass(SimpleMeterRegistry.class.getName());
            Class<?> metrics = application.loadClass(SessionMetrics.class.getName());

            assertThat(metrics.getMethod("of", application.loadClass(MeterRegistry.class.getName()))
                            .invoke(null, registry.getConstructor().newInstance()))
                    .isNotNull();
            assertThat(metrics.getMethods()).isNotEmpty();
            assertThatThrownBy(() -> application.loadClass(DynamoDbMetrics.class.getName()))
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }
}
