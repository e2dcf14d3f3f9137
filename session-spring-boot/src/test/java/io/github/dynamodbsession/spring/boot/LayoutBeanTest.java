package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.dynamo.LayoutChoice;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.PlainCaller;
import io.github.dynamodbsession.emulator.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration;

/** The table's layout, such as that of a session store for Express, as a bean. */
class LayoutBeanTest {

    private static final String PREFIX = "dynamodb.session.";

    private final TestTable table = new TestTable(DynamoDbEndpoint.shared());

    @AfterEach
    void deleteTable() {
        table.delete();
    }

    private <R extends AbstractApplicationContextRunner<R, ?, ?>> R node(R runner, String storage) {
        return runner.withConfiguration(
                        AutoConfigurations.of(DynamoDbSessionAutoConfiguration.class, SessionAutoConfiguration.class))
                .withBean(LayoutChoice.class, LayoutChoice::connectDynamodb)
                .withBean(
                        AttributeCodec.class,
                        () -> JacksonCodec.builder().plainJson().build())
                .withPropertyValues(
                        PREFIX + "storage=" + storage,
                        PREFIX + "table-name=" + table.name(),
                        PREFIX + "endpoint=" + DynamoDbEndpoint.shared(),
                        PREFIX + "region=eu-central-1",
                        PREFIX + "access-key-id=x",
                        PREFIX + "secret-access-key=x",
                        PREFIX + "tokens=plain",
                        PREFIX + "auto-create=true");
    }

    private String item(String id) {
        String key = "{\"id\":{\"S\":\"sess:" + id + "\"}}";
        return new PlainCaller(DynamoDbEndpoint.shared())
                .call("GetItem", "{\"TableName\":\"" + table.name() + "\",\"Key\":" + key + "}")
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamo-v1", "dynamo-v2"})
    void itIsThatOfTheStorage(String storage) {
        node(new WebApplicationContextRunner(), storage).run(context -> {
            SessionStore store = context.getBean(SessionStore.class);
            Session session = store.create();
            session.setAttribute("views", 5L);
            store.save(session);

            assertThat(item(session.id())).contains("\"connect-session\"", "\\\"views\\\":5");
        });
    }

    @Test
    void itIsThatOfAnAsynchronousStorage() {
        ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        WebFluxAutoConfiguration.class, WebSessionIdResolverAutoConfiguration.class));
        node(reactive, "dynamo-v2").run(context -> {
            AsyncSessionStore store = context.getBean(AsyncSessionStore.class);
            Session session = store.create();
            session.setAttribute("views", 5L);
            store.save(session).toCompletableFuture().join();

            assertThat(item(session.id())).contains("\"connect-session\"", "\\\"views\\\":5");
        });
    }
}
