package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import jakarta.servlet.SessionTrackingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An id, which is also what is stored, opens no session. For the filter with hashed tokens only: a container's own
 * cookies carry the id.
 */
abstract class TokenCases extends Cases {

    private static final String NONE = "none";

    TokenCases(ServletContract contract) {
        super(contract);
    }

    private static App answering(App app) {
        return app.saying("/begin", request -> request.getSession().getId())
                .saying(
                        "/id",
                        request -> request.getSession(false) == null
                                ? NONE
                                : request.getSession(false).getId())
                .at("/link", (request, response) -> {
                    request.getSession();
                    response.getWriter().print(request.getSession().getId() + " " + response.encodeURL("/app/id"));
                });
    }

    private static List<String> textsOf(String id) {
        return List.of(id, id + ".node", "~" + id, id.substring(1), id.substring(1) + "~", "%7E" + id.substring(1));
    }

    @Test
    @Rule("SessionToken: an id, in a cookie, opens no session")
    void anIdInACookieIsNoSession() {
        App app = answering(app()).start();
        Client client = app.client();
        Answer begun = client.get("/begin");
        String name = begun.sessionCookie().name();

        assertThat(begun.sessionCookie().value()).isNotEqualTo(begun.body());
        for (String text : textsOf(begun.body())) {
            app.client().withCookie(name, text).get("/id").says(NONE).hasNoCookie();
        }
        client.get("/id").says(begun.body());
    }

    @Test
    @Rule("SessionToken: an id, in the URL, opens no session")
    void anIdInTheUrlIsNoSession() {
        Client client = answering(app().with(xml -> xml.tracking(SessionTrackingMode.URL)))
                .start()
                .client();
        String[] begun = client.get("/link").body().split(" /app", 2);

        for (String text : textsOf(begun[0])) {
            client.get("/id;jsessionid=" + text).says(NONE);
        }
        assertThat(begun[1]).doesNotContain(begun[0]);
        client.get(begun[1]).says(begun[0]);
    }
}
