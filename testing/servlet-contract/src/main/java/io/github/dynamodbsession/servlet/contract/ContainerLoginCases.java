package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Sessions in combination with the container's own authentication. */
abstract class ContainerLoginCases extends Cases {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));

    ContainerLoginCases(ServletContract contract) {
        super(contract);
    }

    private App guarded(String method) {
        return app().with(xml -> xml.login(method))
                .saying("/protected/user", request -> request.getRemoteUser())
                .at("/protected/set", (request, response) -> request.getSession()
                        .setAttribute("a", "kept"))
                .saying("/a", request -> request.getSession().getAttribute("a"))
                .at("/login", (request, response) -> response.getWriter().print("log in, please"))
                .at("/logout", (request, response) -> request.getSession().invalidate());
    }

    @Test
    @Rule("13.6.1: BASIC authentication, beside a session")
    void aBasicLoginGoesWithASession() {
        Client client = guarded("BASIC").start().client();

        client.get("/protected/user").hasStatus(401);
        client.get("/protected/user", "Authorization", BASIC).says("alice");
        client.get("/protected/set", "Authorization", BASIC).hasStatus(200);

        client.get("/a").says("kept");
    }

    @Test
    @Rule("13.3: HttpServletRequest.login and logout, beside a session")
    void aProgrammaticLoginGoesWithASession() {
        Client client = guarded("BASIC")
                .at("/in-and-out", (request, response) -> {
                    request.getSession().setAttribute("a", "in");
                    request.login("alice", "secret");
                    assertThat(request.getRemoteUser()).isEqualTo("alice");
                    assertThat(request.isUserInRole("user")).isTrue();
                    assertThat(request.getSession().getAttribute("a")).isEqualTo("in");
                    request.logout();
                    assertThat(request.getRemoteUser()).isNull();
                })
                .start()
                .client();

        client.get("/in-and-out").hasStatus(200);
    }

    /** The form is the response itself, or the target of its redirect. */
    private static void assertAskedToLogIn(Client client) {
        Answer answer = client.get("/protected/user");
        Answer form = answer.status() < 300 ? answer : client.get("/login");

        assertThat(answer.status() + answer.header("Location")).matches("200|30[23].*/app/login(;.*)?");
        form.says("log in, please");
    }

    private static void login(Client client) {
        assertAskedToLogIn(client);
        Answer checked = client.send(
                "POST",
                "/j_security_check",
                "j_username=alice&j_password=secret",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(checked.status()).isIn(302, 303);
    }

    @Test
    @Rule("13.6.3: FORM authentication")
    void aFormLoginLetsIn() {
        Client client = guarded("FORM").start().client();

        login(client);

        client.get("/protected/user").says("alice");
    }

    @Test
    @Rule("13.6.3.1, 13.10: a login by form is tracked by the session, and ends with it")
    @Excepted(FilterLimit.FORM_LOGIN)
    void invalidatingTheSessionEndsAFormLogin() {
        Client client = guarded("FORM").start().client();
        login(client);
        client.get("/protected/user").says("alice");

        client.get("/logout").hasStatus(200);

        assertAskedToLogIn(client);
    }
}
