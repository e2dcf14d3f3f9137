package io.github.dynamodbsession.example.websocket;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The application. That its sessions are in DynamoDB is configured in {@code application.properties} only. */
@SpringBootApplication
public class ChatApplication {

    /**
     * Starts the application.
     *
     * @param args properties, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        configured().run(args);
    }

    static SpringApplicationBuilder configured() {
        return new SpringApplicationBuilder(ChatApplication.class).initializers(new LocalCredentials());
    }
}
