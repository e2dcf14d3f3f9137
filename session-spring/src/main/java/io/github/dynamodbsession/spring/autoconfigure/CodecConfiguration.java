package io.github.dynamodbsession.spring.autoconfigure;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.spring.security.SecurityClasses;
import io.github.dynamodbsession.spring.security.SecurityJsonCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.databind.json.JsonMapper;

/** The codecs on the class path, each with what Spring Security needs if that is there. */
@Configuration(proxyBeanMethods = false)
class CodecConfiguration {

    private static final String SECURITY_CONTEXT = "org.springframework.security.core.context.SecurityContext";

    /** Allows what Spring Security keeps in sessions. */
    @FunctionalInterface
    interface AllowedBySecurity {
        void in(JavaSerializationCodec.Builder builder);
    }

    /** Lets a JSON codec keep what Spring Security keeps in sessions. */
    @FunctionalInterface
    interface JsonOfSecurity {
        AttributeCodec beside(AttributeCodec others, Iterable<String> packages);
    }

    @Bean
    CodecCandidate javaSessionCodec(ObjectProvider<AllowedBySecurity> security) {
        return new CodecCandidate(CodecKind.JAVA, packages -> {
            JavaSerializationCodec.Builder builder = JavaSerializationCodec.builder();
            packages.forEach(builder::allowPackage);
            security.ifAvailable(allowed -> allowed.in(builder));
            return builder.build();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JacksonCodec.class)
    static class JacksonConfiguration {

        @Bean
        CodecCandidate jacksonSessionCodec(ObjectProvider<JsonOfSecurity> security) {
            return new CodecCandidate(CodecKind.JACKSON, packages -> {
                JacksonCodec.Builder builder = JacksonCodec.builder();
                packages.forEach(builder::allowPackage);
                return withSecurity(builder.build(), security, packages);
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(GsonCodec.class)
    static class GsonConfiguration {

        @Bean
        CodecCandidate gsonSessionCodec(ObjectProvider<JsonOfSecurity> security) {
            return new CodecCandidate(CodecKind.GSON, packages -> {
                GsonCodec.Builder builder = GsonCodec.builder();
                packages.forEach(builder::allowPackage);
                return withSecurity(builder.build(), security, packages);
            });
        }
    }

    private static AttributeCodec withSecurity(
            AttributeCodec codec, ObjectProvider<JsonOfSecurity> security, Iterable<String> packages) {
        JsonOfSecurity json = security.getIfAvailable();
        return json == null ? codec : json.beside(codec, packages);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContext.class)
    static class SecurityConfiguration {

        @Bean
        AllowedBySecurity allowedBySecurityInSessions() {
            return SecurityClasses::allowIn;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SecurityJacksonModules.class, JsonMapper.class})
    static class SecurityJsonConfiguration {

        @Bean
        JsonOfSecurity jsonOfSecurityInSessions() {
            return (others, packages) -> {
                SecurityJsonCodec.Builder builder = SecurityJsonCodec.builder(others);
                packages.forEach(builder::allowPackage);
                return builder.build();
            };
        }
    }

    /** Without Jackson a login could not be kept as JSON, which had better be said at start. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = SECURITY_CONTEXT)
    @ConditionalOnMissingClass("tools.jackson.databind.json.JsonMapper")
    static class SecurityWithoutJacksonConfiguration {

        @Bean
        JsonOfSecurity noJsonOfSecurityInSessions() {
            return (others, packages) -> {
                throw new ConfigurationFailure(
                        DynamoDbSessionProperties.PREFIX + ".codec is one for JSON, and Spring Security is on the class"
                                + " path without Jackson 3, which its values need.",
                        "Add the dependency tools.jackson.core:jackson-databind, or set "
                                + DynamoDbSessionProperties.PREFIX + ".codec to java.");
            };
        }
    }
}
