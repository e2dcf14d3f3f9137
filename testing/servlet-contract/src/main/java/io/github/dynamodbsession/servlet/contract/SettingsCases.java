package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Client;
import io.github.dynamodbsession.servlet.harness.SetCookie;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session settings of an application, in {@code web.xml} or through its {@code ServletContext}. */
abstract class SettingsCases extends Cases {

    SettingsCases(ServletContract contract) {
        super(contract);
    }

    /** Where the setting is made. */
    enum Where {
        WEB_XML,
        SERVLET_CONTEXT
    }

    private static App beginning(App app) {
        return app.saying("/begin", request -> request.getSession().getId())
                .saying("/interval", request -> request.getSession().getMaxInactiveInterval());
    }

    private SetCookie cookieOf(Where where, String element, String value, Consumer<SessionCookieConfig> inContext) {
        App app = beginning(app());
        if (where == Where.WEB_XML) {
            app.with(xml -> xml.cookie(element, value));
        } else {
            app.atStartup(context -> inContext.accept(context.getSessionCookieConfig()));
        }
        return app.start().client().get("/begin").sessionCookie();
    }

    @Test
    @Rule("7.1.1: the standard name of the session tracking cookie is JSESSIONID")
    @Excepted(FilterLimit.COOKIE_NAME)
    void theCookieHasTheStandardName() {
        SetCookie cookie = beginning(app()).start().client().get("/begin").sessionCookie();

        assertThat(cookie.name()).isEqualTo("JSESSIONID");
    }

    /** A default that a container reports is not a setting of the application. */
    @Test
    @Rule("SessionCookieConfig: the cookie has no attribute that nobody set, but for the path and HttpOnly; 7.1.1")
    void whereNothingIsConfiguredTheCookieHasItsDefaultsOnly() {
        Map<String, String> attributes = new TreeMap<>(
                beginning(app()).start().client().get("/begin").sessionCookie().attributes());

        if (contract().sessions().areOfTheFilter()) {
            assertThat(attributes).isEqualTo(Map.of("path", "/app", "httponly", "", "samesite", "Lax"));
        } else {
            attributes.remove("httponly");
            assertThat(attributes).isEqualTo(Map.of("path", "/app"));
        }
    }

    @Test
    @Rule("SessionCookieConfig.setPath: by default the context path; 7.3")
    void theCookieIsForItsApplication() {
        SetCookie cookie = beginning(app()).start().client().get("/begin").sessionCookie();

        assertThat(cookie.attributes().get("path")).isEqualTo("/app");
        assertThat(cookie.attributes()).doesNotContainKey("domain");
    }

    @Test
    @Rule("SessionCookieConfig.setPath: by default the context path; of the root that is all")
    void theCookieOfTheRootIsForAll() {
        SetCookie cookie = beginning(app("")).start().client().get("/begin").sessionCookie();

        assertThat(cookie.attributes().get("path")).isEqualTo("/");
    }

    @Test
    @Rule("SessionCookieConfig.setMaxAge: by default -1, until the browser is closed")
    void theCookieLivesAsLongAsTheBrowser() {
        SetCookie cookie = beginning(app()).start().client().get("/begin").sessionCookie();

        assertThat(cookie.attributes()).doesNotContainKeys("max-age", "expires");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setName")
    void theCookieHasTheNameOfTheApplicationsChoice(Where where) {
        App app = beginning(app());
        if (where == Where.WEB_XML) {
            app.with(xml -> xml.cookie("name", "WHO"));
        } else {
            app.atStartup(context -> context.getSessionCookieConfig().setName("WHO"));
        }
        Client client = app.start().client();

        Answer begun = client.get("/begin");

        assertThat(begun.sessionCookie().name()).isEqualTo("WHO");
        client.get("/begin").says(begun.body()).hasNoCookie();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setPath")
    void theCookieHasThePathOfTheApplicationsChoice(Where where) {
        assertThat(cookieOf(where, "path", "/elsewhere", config -> config.setPath("/elsewhere"))
                        .attributes())
                .containsEntry("path", "/elsewhere");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setDomain")
    void theCookieHasTheDomainOfTheApplicationsChoice(Where where) {
        assertThat(cookieOf(where, "domain", "example.org", config -> config.setDomain("example.org"))
                        .attributes())
                .containsEntry("domain", "example.org");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setMaxAge: in seconds")
    void theCookieLivesAsLongAsTheApplicationSays(Where where) {
        assertThat(cookieOf(where, "max-age", "3600", config -> config.setMaxAge(3600))
                        .attributes())
                .containsEntry("max-age", "3600");
    }

    @Test
    @Rule("SessionCookieConfig.setMaxAge: as containers write a cookie that lives for a time, also with its end")
    void aCookieThatLivesForATimeSaysWhenItEnds() {
        Answer answer = beginning(app())
                .with(xml -> xml.cookie("max-age", "3600"))
                .start()
                .client()
                .get("/begin");
        String expires = answer.sessionCookie()
                .attributes()
                .getOrDefault("expires", "none")
                .replace('-', ' ');

        // A container renews its Date header from time to time; on a busy machine it was 4 seconds old.
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(expires)))
                .isCloseTo(answer.date().plusSeconds(3600), within(60, ChronoUnit.SECONDS));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setHttpOnly: true")
    void theCookieIsKeptFromScriptsIfTheApplicationSaysSo(Where where) {
        assertThat(cookieOf(where, "http-only", "true", config -> config.setHttpOnly(true))
                        .attributes())
                .containsKey("httponly");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setHttpOnly: false")
    void theCookieIsNotKeptFromScriptsIfTheApplicationSaysSo(Where where) {
        assertThat(cookieOf(where, "http-only", "false", config -> config.setHttpOnly(false))
                        .attributes())
                .doesNotContainKey("httponly");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setSecure: true, also where the request was plain HTTP")
    void theCookieIsSecureIfTheApplicationSaysSo(Where where) {
        assertThat(cookieOf(where, "secure", "true", config -> config.setSecure(true))
                        .attributes())
                .containsKey("secure");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("SessionCookieConfig.setAttribute: any attribute, such as SameSite")
    void theCookieHasEveryAttributeOfTheApplicationsChoice(Where where) {
        App app = beginning(app());
        if (where == Where.WEB_XML) {
            app.with(xml -> xml.cookieAttribute("SameSite", "Strict"));
            app.with(xml -> xml.cookieAttribute("Priority", "High"));
        } else {
            app.atStartup(context -> context.getSessionCookieConfig().setAttribute("SameSite", "Strict"));
            app.atStartup(context -> context.getSessionCookieConfig().setAttribute("Priority", "High"));
        }

        assertThat(app.start().client().get("/begin").sessionCookie().attributes())
                .containsEntry("samesite", "Strict")
                .containsEntry("priority", "High");
    }

    private App lasting(Where where, int minutes) {
        App app = beginning(app());
        return where == Where.WEB_XML
                ? app.with(xml -> xml.timeout(minutes))
                : app.atStartup(context -> context.setSessionTimeout(minutes));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("7.5: the time-out of web.xml or of ServletContext.setSessionTimeout, in minutes; getMaxInactiveInterval")
    void aSessionLastsAsLongAsTheApplicationSays(Where where) {
        App app = lasting(where, 7).start();

        app.client().get("/interval").says(7 * 60);
        assertThat(app.servletContext().getSessionTimeout()).isEqualTo(7);
    }

    @Test
    @Rule("7.5: the default time-out is the container's; ServletContext.getSessionTimeout")
    void aSessionLastsAsLongAsTheContainerSays() {
        App app = beginning(app()).start();

        app.client().get("/interval").says(app.servletContext().getSessionTimeout() * 60);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Rule("ServletContext.setSessionTimeout: zero or less means never")
    void aSessionLastsForEverIfTheApplicationSaysSo(Where where) {
        App app = lasting(where, 0).start();
        Client client = app.client();
        String id = client.get("/begin").body();

        app.pass(Duration.ofMillis(50));
        app.expireSessions();

        assertThat(Integer.parseInt(client.get("/interval").body())).isLessThanOrEqualTo(0);
        client.get("/begin").says(id);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {-1, -5})
    @Rule("ServletContext.setSessionTimeout: zero or less means never")
    void aNegativeTimeOutMeansNever(int minutes) {
        App app = lasting(Where.WEB_XML, minutes).start();

        assertThat(Integer.parseInt(app.client().get("/interval").body())).isLessThanOrEqualTo(0);
    }

    @Test
    @Rule("web.xml, tracking-mode; ServletContext.getEffectiveSessionTrackingModes")
    void trackingModesOfWebXmlAreKept() {
        App app = beginning(app())
                .with(xml -> xml.tracking(SessionTrackingMode.URL))
                .start();

        assertThat(app.servletContext().getEffectiveSessionTrackingModes()).isEqualTo(Set.of(SessionTrackingMode.URL));
        app.client().get("/begin").hasNoCookie();
    }
}
