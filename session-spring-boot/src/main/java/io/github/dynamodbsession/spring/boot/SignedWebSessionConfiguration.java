package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.cookie.CookieSigner;
import io.github.dynamodbsession.spring.SignedWebSessionIdResolver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.WebSessionIdResolver;

/**
 * Signed session cookies of a reactive application. Boot's own resolver backs off from another one, so that what it does
 * with {@code server.reactive.session.cookie.*} is done here.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(CookieSecretsCondition.class)
@ConditionalOnMissingBean(WebSessionIdResolver.class)
@EnableConfigurationProperties(ServerProperties.class)
class SignedWebSessionConfiguration {

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
        // As Boot does it: without a setting the attribute is the resolver's own, and there is none if it is to be
        // omitted.
        map.from(cookie::getSameSite).to(sameSite -> builder.sameSite(sameSite.attributeValue()));
    }
}
