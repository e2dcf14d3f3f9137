package io.github.dynamodbsession.example.servlet;

import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.example.servlet.shop.Cart;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/** The shop in an embedded Tomcat on the loopback interface. */
public final class Shop implements AutoCloseable {

    private static final Path WEB_APP = Path.of("src/main/webapp");

    private final Tomcat tomcat = new Tomcat();

    private Shop(int port, Path base, Path webApp, @Nullable SessionStore sessions) {
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        StandardContext context = new StandardContext();
        context.setPath("/shop");
        context.setDocBase(webApp.toAbsolutePath().toString());
        context.setParentClassLoader(Shop.class.getClassLoader());
        ContextConfig webXml = new ContextConfig();
        webXml.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(webXml);
        if (sessions != null) {
            // This is all: the shop itself is unchanged.
            context.addServletContainerInitializer(new SessionsOfStore(sessions), null);
        }
        tomcat.getHost().addChild(context);
    }

    /**
     * Starts the shop.
     *
     * @param port the port; 0 for any free one
     * @param base Tomcat's base folder
     * @param webApp the folder with {@code WEB-INF}
     * @param sessions the store of the sessions; null for the container's own sessions
     * @throws IllegalStateException if it does not start
     */
    static Shop start(int port, Path base, Path webApp, @Nullable SessionStore sessions) {
        Shop shop = new Shop(port, base, webApp, sessions);
        try {
            shop.tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Cannot start the shop", e);
        }
        return shop;
    }

    /**
     * Sessions in a storage, which no one can open with what is stored. The shop's own class for the cart must be on the
     * allow-list.
     */
    static SessionStore storeIn(StorageClient storage) {
        return SessionStore.builder(storage)
                .codec(JavaSerializationCodec.builder()
                        .allowPackage(Cart.class.getPackageName())
                        .build())
                .build();
    }

    /** The port on which it listens. */
    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Cannot stop the shop", e);
        }
    }

    /**
     * Runs the shop on port 8080, until the process is terminated.
     *
     * @param arguments {@code container}, {@code memory} or {@code dynamodb}: where sessions are stored
     */
    public static void main(String[] arguments) {
        String where = List.of(arguments).isEmpty() ? "container" : arguments[0];
        SessionStore sessions =
                switch (where) {
                    case "container" -> null;
                    case "memory" -> storeIn(InMemoryStorageClient.create());
                    case "dynamodb" ->
                        storeIn(DynamoDbV2Storage.builder()
                                .tableName("sessions")
                                .autoCreate(true)
                                .build());
                    default ->
                        throw new IllegalArgumentException("Expected container, memory or dynamodb, not " + where);
                };
        Shop shop = start(8080, Path.of("target/tomcat"), WEB_APP, sessions);
        System.out.println("http://127.0.0.1:" + shop.port() + "/shop/cart, sessions: " + where);
        shop.tomcat.getServer().await();
    }
}
