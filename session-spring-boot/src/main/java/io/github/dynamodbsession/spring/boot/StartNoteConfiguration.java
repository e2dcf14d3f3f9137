package io.github.dynamodbsession.spring.boot;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** Describes the session cookie for the log line of the start. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ServerProperties.class)
class StartNoteConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class OfServlets {

        @Bean
        StartNote sessionStartNote(
                DynamoDbSessionProperties properties,
                ObjectProvider<ServerProperties> server,
                ListableBeanFactory beanFactory) {
            return own(beanFactory, HttpSessionIdResolver.class).orElseGet(() -> server.stream()
                    .findAny()
                    .map(known -> StartNote.of(known.getServlet().getSession().getCookie(), isSigned(properties)))
                    .orElseGet(() -> new StartNote("cookie as configured in the container")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class OfWebFlux {

        @Bean
        StartNote sessionStartNote(DynamoDbSessionProperties properties, ObjectProvider<ServerProperties> server) {
            return server.stream()
                    .findAny()
                    .map(known -> StartNote.of(known.getReactive().getSession().getCookie(), isSigned(properties)))
                    .orElseGet(() -> new StartNote(""));
        }
    }

    private static boolean isSigned(DynamoDbSessionProperties properties) {
        return !properties.cookie().secrets().isEmpty();
    }

    /** The application's own resolver bean, by its name; it is not created here. */
    private static Optional<StartNote> own(ListableBeanFactory beanFactory, Class<?> type) {
        return Arrays.stream(beanFactory.getBeanNamesForType(type, true, false))
                .findAny()
                .map(name -> new StartNote("ids are read and written by the bean " + name));
    }

    /**
     * What the log line of the start says about the session cookie.
     *
     * @param text a clause
     */
    record StartNote(String text) {

        private static final String DEFAULT_NAME = "SESSION";

        /** By the settings and, where they are not set, the defaults of Spring Session and WebFlux. */
        static StartNote of(Cookie cookie, boolean isSigned) {
            StringBuilder text = new StringBuilder("cookie ").append(or(cookie.getName(), DEFAULT_NAME));
            add(text, "Path", cookie.getPath());
            add(text, "Domain", cookie.getDomain());
            Duration maxAge = cookie.getMaxAge();
            add(text, "Max-Age", maxAge == null || maxAge.isNegative() ? null : String.valueOf(maxAge.toSeconds()));
            text.append(Boolean.FALSE.equals(cookie.getHttpOnly()) ? ", not HttpOnly" : ", HttpOnly");
            Boolean secure = cookie.getSecure();
            text.append(secure == null ? ", Secure as the request" : secure ? ", Secure" : ", not Secure");
            Cookie.SameSite sameSite = cookie.getSameSite();
            add(text, "SameSite", sameSite == null ? Cookie.SameSite.LAX.attributeValue() : sameSite.attributeValue());
            text.append(isSigned ? ", signed" : ", not signed");
            return new StartNote(text.toString());
        }

        private static String or(@Nullable String value, String otherwise) {
            return value == null || value.isEmpty() ? otherwise : value;
        }

        private static void add(StringBuilder text, String attribute, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                text.append(", ").append(attribute).append('=').append(value);
            }
        }
    }
}
