package io.github.dynamodbsession.example.boot;

import io.github.dynamodbsession.spring.SessionEndedHandler;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.FlashMapManager;

/** The application. That its sessions are in DynamoDB is configured in {@code application.properties} only. */
@SpringBootApplication
public class SessionsApplication {

    /**
     * Starts the application.
     *
     * @param args properties, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        configured().run(args);
    }

    static SpringApplicationBuilder configured() {
        return new SpringApplicationBuilder(SessionsApplication.class).initializers(new LocalCredentials());
    }

    /**
     * The response to a read is sent as it is. A request that was to change a session that has ended must not look
     * successful.
     */
    @Bean
    SessionEndedHandler tooLate() {
        return (request, response) -> {
            if (!HttpMethod.GET.matches(request.getMethod())) {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
            }
        };
    }

    /**
     * Without this, Spring MVC loads the session of every request to look for flash attributes, which are not used
     * here.
     */
    @Bean
    FlashMapManager flashMapManager() {
        return new NoFlashMaps();
    }
}
