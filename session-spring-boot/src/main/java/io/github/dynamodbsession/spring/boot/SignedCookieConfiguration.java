package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.spring.SignedCookieSerializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWarDeployment;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWarDeployment;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Signed session cookies. Boot's own serializer backs off from another one, so that what it does with
 * {@code server.servlet.session.cookie.*}, and in a servlet container with the container's settings, is done here.
 */
@Configuration(proxyBeanMethods = false)
@Conditional({CookieSecretsCondition.class, SignedCookieConfiguration.NoOtherCookie.class})
class SignedCookieConfiguration {

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
            map.from(cookie.getAttribute("Partitioned")).as(Boolean::valueOf).to(serializer::setPartitioned);
            return signed(properties, serializer, customizers);
        }
    }

    private static SignedCookieSerializer signed(
            DynamoDbSessionProperties properties,
            DefaultCookieSerializer serializer,
            ObjectProvider<DefaultCookieSerializerCustomizer> customizers) {
        customizers.orderedStream().forEach(customizer -> customizer.customize(serializer));
        return new SignedCookieSerializer(CookieSigner.of(properties.cookie().secrets()), serializer);
    }

    /** As Boot's own condition: nothing of the user's decides how cookies are written. */
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
