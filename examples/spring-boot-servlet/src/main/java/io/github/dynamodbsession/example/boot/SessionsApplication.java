package io.github.dynamodbsession.example.boot;

import io.github.dynamodbsession.spring.SessionEndedHandler;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.FlashMapManager;

/** The application. That its sessions are in DynamoDB is said in {@code application.properties}, and nowhere else. */
@SpringBootApplication
public class SessionsApplication {

    /**
     * Starts it.
     *
     * @param args properties, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        configured().run(args);
    }

    static SpringApplicationBuilder configured() {
        return new SpringApplicationBuilder(SessionsApplication.class).initializers(new LocalCredentials());
    }

    /** What only read stands. What was to change a session that has ended must not look as if it had. */
    @Bean
    SessionEndedHandler tooLate() {
        return (request, response) -> {
            if (!HttpMethod.GET.matches(request.getMethod())) {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
            }
        };
    }

    /** Spring MVC would look into the session of every request for flash attributes, of which there are none here. */
    @Bean
    FlashMapManager flashMapManager() {
        return new NoFlashMaps();
    }
}
