package io.github.dynamodbsession.example.oidc;

import java.io.IOException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The application; or the identity provider for its users, if started with {@code --provider=PORT}. That its sessions
 * are in DynamoDB is configured in {@code application.properties} only.
 */
@SpringBootApplication
public class OidcApplication {

    private static final String PROVIDER = "--provider=";

    /**
     * Starts the application.
     *
     * @param args properties, such as {@code --server.port=8081}
     * @throws IOException if the provider cannot listen on its port
     */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].startsWith(PROVIDER)) {
            LocalProvider provider = LocalProvider.start(Integer.parseInt(args[0].substring(PROVIDER.length())));
            System.out.println("The provider is at " + provider.issuer());
        } else {
            configured().run(args);
        }
    }

    static SpringApplicationBuilder configured() {
        return new SpringApplicationBuilder(OidcApplication.class).initializers(new LocalCredentials());
    }
}
