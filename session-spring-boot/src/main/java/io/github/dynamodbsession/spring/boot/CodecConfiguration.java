package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.ClassGroup;
import io.github.dynamodbsession.core.codec.ClassLearner;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.spring.FlashMapCodec;
import io.github.dynamodbsession.spring.security.SecurityJsonCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.web.servlet.FlashMap;
import tools.jackson.databind.json.JsonMapper;

/** The codecs on the class path, with support for the values of Spring Security and Spring MVC if these are present. */
@Configuration(proxyBeanMethods = false)
class CodecConfiguration {

    private static final String SECURITY_CONTEXT = "org.springframework.security.core.context.SecurityContext";

    private static final Profiles PRODUCTION = Profiles.of("prod", "production");

    /** Adds support for a framework's session values to a JSON codec. */
    @FunctionalInterface
    interface JsonBeside {
        AttributeCodec beside(AttributeCodec others, ValueClasses classes);
    }

    @Bean
    CodecKind.Candidate javaSessionCodec(ResourceLoader resources) {
        ClassLoader loader = resources.getClassLoader();
        return new CodecKind.Candidate(CodecKind.JAVA, classes -> {
            JavaSerializationCodec.Builder builder = JavaSerializationCodec.builder();
            classes.allowIn(builder);
            for (ClassGroup group : ClassGroup.values()) {
                if (group.isPresent(loader == null ? CodecConfiguration.class.getClassLoader() : loader)) {
                    builder.allow(group);
                }
            }
            return builder.build();
        });
    }

    /** Prints what it has learned when the application stops. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = DynamoDbSessionProperties.PREFIX + ".allow-list", havingValue = "learn")
    ClassLearner sessionClassLearner(Environment environment, DynamoDbSessionProperties properties) {
        if (environment.acceptsProfiles(PRODUCTION)) {
            throw new ConfigurationFailure(
                    DynamoDbSessionProperties.PREFIX + ".allow-list is learn, which is for development, and the profile"
                            + " prod or production is active.",
                    "Remove the property, and set " + DynamoDbSessionProperties.PREFIX + ".allowed-classes to what was"
                            + " learned.");
        }
        return new ClassLearner(names -> ValueClasses.lines(properties.allowedClasses(), names));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JacksonCodec.class)
    static class JacksonConfiguration {

        @Bean
        CodecKind.Candidate jacksonSessionCodec(ObjectProvider<JsonBeside> frameworks) {
            return new CodecKind.Candidate(CodecKind.JACKSON, classes -> {
                JacksonCodec.Builder builder = JacksonCodec.builder();
                classes.allowIn(builder);
                return beside(builder.build(), frameworks, classes);
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(GsonCodec.class)
    static class GsonConfiguration {

        @Bean
        CodecKind.Candidate gsonSessionCodec(ObjectProvider<JsonBeside> frameworks) {
            return new CodecKind.Candidate(CodecKind.GSON, classes -> {
                GsonCodec.Builder builder = GsonCodec.builder();
                classes.allowIn(builder);
                return beside(builder.build(), frameworks, classes);
            });
        }
    }

    /** Later ones wrap earlier ones. */
    private static AttributeCodec beside(
            AttributeCodec codec, ObjectProvider<JsonBeside> frameworks, ValueClasses classes) {
        AttributeCodec all = codec;
        for (JsonBeside framework : frameworks.orderedStream().toList()) {
            all = framework.beside(all, classes);
        }
        return all;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SecurityJacksonModules.class, JsonMapper.class})
    static class SecurityJsonConfiguration {

        @Bean
        @Order(1)
        JsonBeside jsonOfSecurityInSessions() {
            return (others, classes) -> {
                SecurityJsonCodec.Builder builder = SecurityJsonCodec.builder(others);
                classes.allowIn(builder);
                return builder.build();
            };
        }
    }

    /** Without Jackson a login could not be stored as JSON; fails at start rather than at the first login. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = SECURITY_CONTEXT)
    @ConditionalOnMissingClass("tools.jackson.databind.json.JsonMapper")
    static class SecurityWithoutJacksonConfiguration {

        @Bean
        JsonBeside noJsonOfSecurityInSessions() {
            return (others, classes) -> {
                throw new ConfigurationFailure(
                        DynamoDbSessionProperties.PREFIX + ".codec is a JSON codec, and Spring Security is on the class"
                                + " path without Jackson 3, which its values need.",
                        "Add the dependency tools.jackson.core:jackson-databind, or set "
                                + DynamoDbSessionProperties.PREFIX + ".codec to java.");
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FlashMap.class)
    static class FlashMapConfiguration {

        @Bean
        @Order(2)
        JsonBeside flashMapsInSessions() {
            return (others, classes) -> FlashMapCodec.beside(others);
        }
    }
}
