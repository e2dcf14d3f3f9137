package io.github.dynamodbsession.readme;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.REQUEST;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.servlet.SessionFilter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

@WebListener
public final class SessionsInDynamoDb implements ServletContextListener {

    private @Nullable SessionStore store;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        store = SessionStore.builder(DynamoDbV2Storage.builder()
                        .tableName("sessions")
                        .autoCreate(true)
                        .build())
                .codec(JavaSerializationCodec.builder()
                        .allowPackage("com.acme.shop") // your own classes, which sessions may hold
                        .build())
                .build();
        FilterRegistration.Dynamic filter = event.getServletContext().addFilter("sessions", SessionFilter.of(store));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(REQUEST, ASYNC, ERROR), false, "/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (store != null) {
            store.close();
        }
    }
}
