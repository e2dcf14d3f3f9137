package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.spring.SignedCookieSerializer;
import io.github.dynamodbsession.spring.SignedWebSessionIdResolver;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

/** Signed session cookies, if a secret is set. */
final class SignedCookieConfigurations {

    private SignedCookieConfigurations() {}

    /**
     * Signed session cookies of a servlet application. Boot's own serializer backs off from this one, so {@code
     * server.servlet.session.cookie.*} or, in a servlet container, the container's settings are applied here.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional({WithSecrets.class, OfServlets.NoOtherCookie.class})
    static class OfServlets {

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnNotWarDeployment
        @EnableConfigurationProperties(ServerProperties.class)
        static class ByProperties {

            @Bean
            SignedCookieSerializer signedCookieSerializer(
                    DynamoDbSessionProperties properties,
                    ServerProperties server,
                    ObjectProvider<DefaultCookieSerializerCustomizer> customizers) {
                Cookie cookie = server.getServlet().getSession().getCookie();
                DefaultCookieSerializer serializer = new DefaultCookieSerializer();
                PropertyMapper map = PropertyMapper.get();
                map.from(cookie::getName).to(serializer::setCookieName);
                map.from(cookie::getDomain).to(serializer::setDomainName);
                map.from(cookie::getPath).to(serializer::setCookiePath);
                map.from(cookie::getHttpOnly).to(serializer::setUseHttpOnlyCookie);
                map.from(cookie::getSecure).to(serializer::setUseSecureCookie);
                map.from(cookie::getMaxAge).asInt(Duration::getSeconds).to(serializer::setCookieMaxAge);
                map.from(cookie::getSameSite).to(sameSite -> serializer.setSameSite(sameSite.attributeValue()));
                map.from(cookie::getPartitioned).to(serializer::setPartitioned);
                return signed(properties, serializer, customizers);
            }
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnWarDeployment
        static class ByContainer {

            @Bean
            SignedCookieSerializer signedCookieSerializer(
                    DynamoDbSessionProperties properties,
                    ServletContext context,
                    ObjectProvider<DefaultCookieSerializerCustomizer> customizers) {
                SessionCookieConfig cookie = context.getSessionCookieConfig();
                DefaultCookieSerializer serializer = new DefaultCookieSerializer();
                PropertyMapper map = PropertyMapper.get();
                map.from(cookie::getName).to(serializer::setCookieName);
                map.from(cookie::getDomain).to(serializer::setDomainName);
                map.from(cookie::getPath).to(serializer::setCookiePath);
                map.from(cookie::isHttpOnly).to(serializer::setUseHttpOnlyCookie);
                map.from(cookie::isSecure).to(serializer::setUseSecureCookie);
                map.from(cookie::getMaxAge).to(serializer::setCookieMaxAge);
                map.from(cookie.getAttribute("SameSite")).always().to(serializer::setSameSite);
                map.from(cookie.getAttribute("Partitioned"))
                        .as(Boolean::valueOf)
                        .to(serializer::setPartitioned);
                return signed(properties, serializer, customizers);
            }
        }

        private static SignedCookieSerializer signed(
                DynamoDbSessionProperties properties,
                DefaultCookieSerializer serializer,
                ObjectProvider<DefaultCookieSerializerCustomizer> customizers) {
            customizers.orderedStream().forEach(customizer -> customizer.customize(serializer));
            return new SignedCookieSerializer(
                    CookieSigner.of(properties.cookie().secrets()), serializer);
        }

        /** The same as Boot's own condition: no bean of the application decides how cookies are written. */
        static class NoOtherCookie extends AnyNestedCondition {

            NoOtherCookie() {
                super(ConfigurationPhase.REGISTER_BEAN);
            }

            @ConditionalOnMissingBean({HttpSessionIdResolver.class, CookieSerializer.class})
            static class NothingThere {}

            @ConditionalOnBean(CookieHttpSessionIdResolver.class)
            @ConditionalOnMissingBean(CookieSerializer.class)
            static class ByCookies {}
        }
    }

    /**
     * Signed session cookies of a reactive application. Boot's own resolver backs off from this one, so {@code
     * server.reactive.session.cookie.*} is applied here.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional(WithSecrets.class)
    @ConditionalOnMissingBean(WebSessionIdResolver.class)
    @EnableConfigurationProperties(ServerProperties.class)
    static class OfWebFlux {

        @Bean
        SignedWebSessionIdResolver signedWebSessionIdResolver(
                DynamoDbSessionProperties properties, ServerProperties server) {
            Cookie cookie = server.getReactive().getSession().getCookie();
            CookieWebSessionIdResolver resolver = new CookieWebSessionIdResolver();
            PropertyMapper map = PropertyMapper.get();
            map.from(cookie::getName).whenHasText().to(resolver::setCookieName);
            resolver.addCookieInitializer(builder -> initialize(builder, cookie));
            return new SignedWebSessionIdResolver(
                    CookieSigner.of(properties.cookie().secrets()), resolver);
        }

        private static void initialize(ResponseCookieBuilder builder, Cookie cookie) {
            PropertyMapper map = PropertyMapper.get();
            map.from(cookie::getDomain).to(builder::domain);
            map.from(cookie::getPath).to(builder::path);
            map.from(cookie::getHttpOnly).to(builder::httpOnly);
            map.from(cookie::getSecure).to(builder::secure);
            map.from(cookie::getMaxAge).to(builder::maxAge);
            map.from(cookie::getPartitioned).to(builder::partitioned);
            // As in Boot: if it is not set, the resolver's own default applies; if it is "omitted", there is no
            // attribute.
            map.from(cookie::getSameSite).to(sameSite -> builder.sameSite(sameSite.attributeValue()));
        }
    }

    /** Matches if a secret for signing cookies is set. */
    static class WithSecrets extends SpringBootCondition {

        private static final String PROPERTY = DynamoDbSessionProperties.PREFIX + ".cookie.secrets";

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean signed = !Binder.get(context.getEnvironment())
                    .bind(PROPERTY, Bindable.listOf(String.class))
                    .orElseGet(List::of)
                    .isEmpty();
            ConditionMessage.Builder message = ConditionMessage.forCondition("Session cookie");
            return signed
                    ? ConditionOutcome.match(message.foundExactly("a secret"))
                    : ConditionOutcome.noMatch(message.didNotFind("property").items(List.of(PROPERTY)));
        }
    }
}
