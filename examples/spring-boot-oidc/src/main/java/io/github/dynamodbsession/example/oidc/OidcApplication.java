package io.github.dynamodbsession.example.oidc;

import java.io.IOException;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The application; or the provider that its users log in at, if it is started with {@code --provider=PORT}. That its
 * sessions are in DynamoDB is said in {@code application.properties}, and nowhere else.
 */
@SpringBootApplication
public class OidcApplication {

    private static final String PROVIDER = "--provider=";

    /**
     * Starts it.
     *
     * @param args properties, such as {@code --server.port=8081}
     * @throws IOException if the provider's port cannot be listened on
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
