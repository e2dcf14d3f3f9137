package io.github.dynamodbsession.servlet;

import static io.github.dynamodbsession.testkit.FailingStorageClient.Operation.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.error.SessionConfigurationException;
import io.github.dynamodbsession.servlet.container.ContainerSettings;
import io.github.dynamodbsession.servlet.cookie.CookieSettings;
import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.harness.Application;
import io.github.dynamodbsession.servlet.option.SameSite;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The session settings that the application gives to the container (Servlet 6.1, 4.3 and {@link SessionCookieConfig}).
 */
class ContainerSettingsTest extends FilterTest {

    private static final Application BEGIN = (request, response) ->
            response.getWriter().print(request.getSession().getMaxInactiveInterval());

    private Answer answer(SessionFilter filter, Consumer<SessionCookieConfig> config) {
        return get(
                server(filter)
                        .atStartup(context -> config.accept(context.getSessionCookieConfig()))
                        .at("/*", BEGIN)
                        .start(),
                "/");
    }

    private String line(Consumer<SessionCookieConfig> config) {
        return answer(SessionFilter.of(store), config).setCookieLines().get(0);
    }

    @Test
    void everyAttributeOfTheCookieIsHonoured() {
        String line = line(config -> {
            config.setName("id");
            config.setPath("/other");
            config.setDomain("example.org");
            config.setMaxAge(90);
            config.setSecure(true);
            config.setHttpOnly(true);
            config.setAttribute("SameSite", "Strict");
            config.setAttribute("Partitioned", "");
            config.setAttribute("Priority", "high");
            config.setAttribute("Own", "text");
        });

        assertThat(line)
                .matches("id=[\\w-]{32}; Path=/other; Domain=example.org; Max-Age=90; "
                        + CookieTest.EXPIRES + "; Secure; HttpOnly;"
                        + " SameSite=Strict; Partitioned; Priority=High; Own=text");
    }

    @Test
    void withoutSettingsTheCookieIsAsItIsByDefault() {
        assertThat(line(config -> {})).matches("SESSION=[\\w-]{32}; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void anOptionWinsOverASetting() {
        SessionFilter filter = SessionFilter.builder(store)
                .cookieName("own")
                .cookiePath("/a")
                .cookieMaxAge(Duration.ofSeconds(5))
                .cookieSecure(false)
                .cookieHttpOnly(false)
                .cookieSameSite(SameSite.LAX)
                .build();

        assertThat(answer(filter, config -> {
                            config.setName("id");
                            config.setPath("/other");
                            config.setMaxAge(90);
                            config.setSecure(true);
                            config.setHttpOnly(true);
                            config.setAttribute("SameSite", "Strict");
                        })
                        .setCookieLines())
                .singleElement()
                .asString()
                .matches("own=[\\w-]{32}; Path=/a; Max-Age=5; " + CookieTest.EXPIRES + "; SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SameSite", "Priority"})
    void aSettingThatCannotBeIsNamed(String attribute) {
        AtomicReference<ServletContext> application = new AtomicReference<>();
        server(SessionFilter.of(store))
                .atStartup(context -> {
                    application.set(context);
                    context.getSessionCookieConfig().setAttribute(attribute, "nonsense");
                })
                .start();

        assertThatThrownBy(() -> ContainerSettings.of(application.get()))
                .isInstanceOf(SessionConfigurationException.class)
                .hasMessageContaining(attribute);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 45})
    void aNewSessionHasTheTimeoutOfTheContainer(int minutes) {
        Server server = server(SessionFilter.of(store))
                .settings(context -> context.setSessionTimeout(minutes))
                .at("/*", BEGIN)
                .start();

        assertThat(get(server, "/").body()).isEqualTo(String.valueOf(minutes * 60));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aTimeoutOfZeroOrLessMeansNever(int minutes) {
        Server server = server(SessionFilter.of(store))
                .settings(context -> context.setSessionTimeout(minutes))
                .at("/*", BEGIN)
                .start();

        assertThat(found(get(server, "/").newToken()).orElseThrow().expiresAt()).isEmpty();
    }

    @Test
    void aTtlThatWasChosenWinsOverTheTimeoutOfTheContainer() {
        SessionStore chosen = SessionStore.builder(storage)
                .tokens(tokens())
                .cleanupInterval(Duration.ZERO)
                .ttl(Duration.ofDays(2))
                .build();

        assertThat(get(serve(SessionFilter.of(chosen), BEGIN), "/").body()).isEqualTo("172800");
    }

    /** A minimal container without session support. */
    private static <T> T knowingNothing(Class<T> type, Map<String, Object> but) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (but.containsKey(method.getName())) {
                return but.get(method.getName());
            }
            Class<?> result = method.getReturnType();
            if (result == int.class) {
                return -1;
            }
            return result == boolean.class ? false : null;
        }));
    }

    private static void assertDefaults(Map<String, Object> known) {
        ContainerSettings settings = ContainerSettings.of(knowingNothing(ServletContext.class, known));

        assertThat(settings.cookie()).isEqualTo(CookieSettings.NONE);
        assertThat(settings.inCookies()).isTrue();
        assertThat(settings.inUrls()).isFalse();
    }

    @Test
    void whatAContainerLeavesNullIsAtItsDefault() {
        assertDefaults(Map.of());
        assertThat(ContainerSettings.of(knowingNothing(ServletContext.class, Map.of()))
                        .timeout())
                .isNull();
        assertDefaults(Map.of(
                "getEffectiveSessionTrackingModes",
                EnumSet.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL),
                "getSessionCookieConfig",
                knowingNothing(SessionCookieConfig.class, Map.of())));
    }

    @Test
    void whatAContainerListsWithoutHavingBeenToldIsNoWish() {
        Map<String, String> listed = new TreeMap<>();
        for (String name : new String[] {"name", "path", "domain", "comment", "sameSite", "priority", "partitioned"}) {
            listed.put(name, null);
        }
        listed.put("name", "JSESSIONID");
        listed.put("max-age", "-1");
        listed.put("secure", "false");
        listed.put("httponly", "false");

        assertDefaults(Map.of(
                "getSessionCookieConfig",
                knowingNothing(SessionCookieConfig.class, Map.of("getName", "JSESSIONID", "getAttributes", listed))));
    }

    private Server tracking(SessionFilter filter, Set<SessionTrackingMode> modes) {
        return server(filter)
                .atStartup(context -> {
                    if (!modes.isEmpty()) {
                        context.setSessionTrackingModes(modes);
                    }
                })
                .at("/*", (request, response) -> {
                    request.getSession();
                    response.getWriter()
                            .print(response.encodeURL("/next?a=b#c") + " " + request.getRequestedSessionId() + " "
                                    + request.isRequestedSessionIdFromURL() + " "
                                    + request.isRequestedSessionIdFromCookie());
                })
                .start();
    }

    @Test
    void tokensAreNotInUrlsUnlessThatIsChosen() {
        Server server = tracking(SessionFilter.of(store), Set.of());
        String token = stored("name", "value");

        assertThat(get(server, "/;jsessionid=" + token).body()).isEqualTo("/next?a=b#c null false false");
    }

    @Test
    void whereOnlyUrlsTrackNoCookieIsSetOrRead() {
        Server server = tracking(SessionFilter.of(store), EnumSet.of(SessionTrackingMode.URL));
        String token = stored("name", "value");

        Answer first = get(server, "/", token);
        first.hasNoCookie();
        assertThat(first.body()).matches("/next;jsessionid=[\\w-]{32}\\?a=b#c null false false");

        Answer second = get(server, "/page;jsessionid=" + token + "?x");
        second.hasNoCookie();
        assertThat(second.body()).isEqualTo("/next;jsessionid=" + token + "?a=b#c " + idOf(token) + " true false");
    }

    @Test
    void theOptionLetsTokensIntoUrlsUntilTheCookieCameBack() {
        SessionFilter filter = SessionFilter.builder(store).urlTracking(true).build();
        Server server = tracking(filter, Set.of());

        Answer first = get(server, "/");
        assertThat(first.body()).startsWith("/next;jsessionid=" + first.newToken() + "?a=b#c ");

        assertThat(get(server, "/", first.newToken()).body())
                .isEqualTo("/next?a=b#c " + idOf(first.newToken()) + " false true");
    }

    /** The recipe of docs/servlet-containers.md for what containers have by default. */
    @Test
    void cookieAndParameterCanBeCalledAsContainersCallThem() {
        SessionFilter filter = SessionFilter.builder(store)
                .urlTracking(true)
                .cookieName("JSESSIONID")
                .build();
        Server server = tracking(filter, Set.of());

        Answer first = get(server, "/");

        assertThat(first.setCookieLines()).singleElement().asString().startsWith("JSESSIONID=");
        assertThat(first.body()).startsWith("/next;jsessionid=");
        String token = first.body()
                .substring("/next;jsessionid=".length(), first.body().indexOf('?'));
        assertThat(get(server, "/;jsessionid=" + token).body()).endsWith(" " + idOf(token) + " true false");
    }

    @Test
    void onlyUrlsOfTheApplicationGetAToken() {
        SessionFilter filter = SessionFilter.builder(store).urlTracking(true).build();
        Server server = server(filter, "/shop")
                .at("/*", (request, response) -> {
                    String id = request.getSession().getId();
                    for (String url : new String[] {"next", "/shop", "/shop/a?b", "../shop/a", "?q"}) {
                        String encoded = response.encodeURL(url);
                        assertThat(encoded).contains(";jsessionid=");
                        String token =
                                encoded.replaceFirst(".*;jsessionid=", "").replaceFirst("\\?.*", "");
                        assertThat(idOf(token)).isEqualTo(id);
                    }
                    for (String url : new String[] {
                        "", "#x", "/other", "/shopping", "http://example.org/shop/", "mailto:a@b", "::", "/shop/ bad"
                    }) {
                        assertThat(response.encodeURL(url)).isEqualTo(url);
                        assertThat(response.encodeRedirectURL(url)).isEqualTo(url);
                    }
                    assertThat(response.encodeURL(null)).isNull();
                })
                .start();

        get(server, "/shop/page");
    }

    @Test
    void aSignedTokenIsSignedInUrlsToo() {
        SessionFilter filter = SessionFilter.builder(store)
                .urlTracking(true)
                .cookieSecret("a secret of 24 characters")
                .build();
        Server server = tracking(filter, Set.of());

        String body = get(server, "/").body();
        String value = body.substring(body.indexOf('=') + 1, body.indexOf('?'));

        assertThat(value).startsWith("s%3A");
        assertThat(get(server, "/;jsessionid=" + value).body()).endsWith(" true false");
        forgetCalls();
        assertThat(get(server, "/;jsessionid=forged").body()).endsWith(" null false false");
        assertThat(calls()).doesNotContainKey(GET);
    }
}
