package io.github.dynamodbsession.example.webflux;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Provides dummy credentials for an emulator on this machine, which accepts any. Otherwise the AWS SDK's default
 * providers apply.
 */
final class LocalCredentials implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String PREFIX = "dynamodb.session.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String endpoint = context.getEnvironment().getProperty(PREFIX + "endpoint");
        if (endpoint != null && isOnThisMachine(endpoint)) {
            // Last in order: what the user sets takes precedence.
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "local credentials",
                            Map.of(PREFIX + "access-key-id", "local", PREFIX + "secret-access-key", "local")));
        }
    }

    private static boolean isOnThisMachine(String endpoint) {
        try {
            String host = URI.create(endpoint).getHost();
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false; // the store reports what is wrong with it
        }
    }
}
