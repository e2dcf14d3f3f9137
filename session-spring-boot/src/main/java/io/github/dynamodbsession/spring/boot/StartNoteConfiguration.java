package io.github.dynamodbsession.spring.boot;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** What is known of the session's cookie where the store is made. */
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
                    .orElseGet(() -> new StartNote("cookie as the container has it")));
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

    /** One that is not this library's or Boot's, by its class; it is not made yet. */
    private static Optional<StartNote> own(ListableBeanFactory beanFactory, Class<?> type) {
        return Arrays.stream(beanFactory.getBeanNamesForType(type, true, false))
                .findAny()
                .map(name -> new StartNote("ids travel as the bean " + name + " says"));
    }
}
