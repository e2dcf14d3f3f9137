package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions over HTTPS: a cookie that was set there is not sent over plain HTTP. */
abstract class HttpsCases extends Cases {

    HttpsCases(ServletContract contract) {
        super(contract);
    }

    private static App beginning(App app) {
        return app.saying("/begin", request -> request.getSession().getId())
                .saying(
                        "/id",
                        request -> request.getSession(false) == null
                                ? "none"
                                : request.getSession(false).getId())
                .saying("/change", request -> request.changeSessionId())
                .saying("/secure", request -> request.isSecure());
    }

    @Test
    @Rule("SessionCookieConfig.setSecure: by default secure if the request is that began the session")
    void aCookieGivenOverHttpsIsSecure() {
        Client client = beginning(app()).start().secureClient();

        Answer begun = client.get("/begin");

        assertThat(begun.sessionCookie().attributes()).containsKey("secure");
        client.get("/id").says(begun.body());
        client.get("/secure").says(true);
    }

    @Test
    @Rule("SessionCookieConfig.setSecure: by default secure if the request is that began the session, and only then")
    void aCookieGivenInTheClearIsNotSecure() {
        Client client = beginning(app()).start().client();

        assertThat(client.get("/begin").sessionCookie().attributes()).doesNotContainKey("secure");
        client.get("/secure").says(false);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setSecure: false, the cookie is secure if the request is")
    void aCookieGivenOverHttpsIsSecureAlsoIfTheApplicationDoesNotAskForIt(SettingsCases.Where where) {
        App app = beginning(app());
        if (where == SettingsCases.Where.WEB_XML) {
            app.with(xml -> xml.cookie("secure", "false"));
        } else {
            app.atStartup(context -> context.getSessionCookieConfig().setSecure(false));
        }
        app.start();

        assertThat(app.secureClient().get("/begin").sessionCookie().attributes())
                .containsKey("secure");
        assertThat(app.client().get("/begin").sessionCookie().attributes()).doesNotContainKey("secure");
    }

    @Test
    @Rule("HttpServletRequest.changeSessionId, SessionCookieConfig.setSecure: a new id over HTTPS")
    void anIdThatIsChangedOverHttpsIsInASecureCookie() {
        Client client = beginning(app()).start().client();
        client.get("/begin");
        Client secure = client.secureTwin();

        Answer changed = secure.get("/change");

        assertThat(changed.sessionCookie().attributes()).containsKey("secure");
        secure.get("/id").says(changed.body());
        client.get("/id").says("none");
    }

    @Test
    @Rule("7.3: a session is of the application, by whatever scheme it is asked for")
    void aSessionIsTheSameOverHttps() {
        Client client = beginning(app()).start().client();

        String id = client.get("/begin").body();

        client.secureTwin().get("/begin").says(id).hasNoCookie();
    }
}
