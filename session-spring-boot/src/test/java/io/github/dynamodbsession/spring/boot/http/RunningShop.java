package io.github.dynamodbsession.spring.boot.http;

import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.tomcat.util.modeler.Registry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Nodes of the shop on a table of their own, with the calls that reach DynamoDB counted. */
final class RunningShop implements AutoCloseable {

    /** Which kind of application its nodes are. */
    enum Kind {
        SERVLET("Shop", WebApplicationType.SERVLET),
        CHAT("Chat", WebApplicationType.SERVLET),
        REACTIVE("ReactiveShop", WebApplicationType.REACTIVE);

        /** The name of the class, which itself may not load on a lean class path. */
        private final String application;

        private final WebApplicationType type;

        Kind(String application, WebApplicationType type) {
            this.application = application;
            this.type = type;
        }

        SpringApplicationBuilder application() {
            try {
                Class<?> source = Class.forName(RunningShop.class.getPackageName() + "." + application);
                return new SpringApplicationBuilder(source).web(type).registerShutdownHook(false);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        RunningShop shop(String... moreProperties) {
            return new RunningShop(this::application, moreProperties);
        }
    }

    private final Supplier<SpringApplicationBuilder> application;
    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    private final String table = "shop-" + UUID.randomUUID();
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();

    private RunningShop(Supplier<SpringApplicationBuilder> application, String... moreProperties) {
        this.application = application;
        Registry.disableRegistry();
        properties.addAll(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "logging.level.root=warn",
                "server.shutdown=immediate",
                "spring.reactor.netty.shutdown-quiet-period=0s",
                "dynamodb.session.storage=dynamo-v2",
                "dynamodb.session.table-name=" + table,
                "dynamodb.session.endpoint=" + proxy.endpoint(),
                "dynamodb.session.region=eu-central-1",
                "dynamodb.session.access-key-id=x",
                "dynamodb.session.secret-access-key=x",
                "dynamodb.session.tokens=hashed",
                "dynamodb.session.unknown-token-memory=1m",
                "dynamodb.session.auto-create=true"));
        properties.addAll(List.of(moreProperties));
    }

    /** Nodes of another application, with servlets. */
    static RunningShop of(Class<?> application, String... moreProperties) {
        return of(application, WebApplicationType.SERVLET, moreProperties);
    }

    /** Nodes of another application. */
    static RunningShop of(Class<?> application, WebApplicationType type, String... moreProperties) {
        return new RunningShop(
                () -> new SpringApplicationBuilder(application).web(type).registerShutdownHook(false), moreProperties);
    }

    ConfigurableApplicationContext start() {
        return startWith();
    }

    /** A node with properties of its own, which come after those of the shop. */
    ConfigurableApplicationContext startWith(String... more) {
        List<String> all = new ArrayList<>(properties);
        all.addAll(List.of(more));
        ConfigurableApplicationContext node =
                application.get().properties(all.toArray(String[]::new)).run();
        nodes.add(node);
        return node;
    }

    /** The table as a node would create it, without starting one. */
    void createTable() {
        createTable(table, "id");
    }

    static void createTable(String table, String keyAttribute) {
        try (var storage = DynamoDbV2Storage.builder()
                .tableName(table)
                .keyAttribute(keyAttribute)
                .autoCreate(true)
                .nativeTtl(false)
                .endpoint(DynamoDbEndpoint.shared().toString())
                .region("eu-central-1")
                .accessKeyId("x")
                .secretAccessKey("x")
                .build()) {
            storage.init();
        }
    }

    /** The table's items, as they are. */
    List<Map<String, AttributeValue>> items() {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(DynamoDbEndpoint.shared())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build()) {
            return client.scanPaginator(scan -> scan.tableName(table)).items().stream()
                    .toList();
        }
    }

    /** What every node is given. */
    List<String> properties() {
        return properties;
    }

    static URI address(ConfigurableApplicationContext node) {
        return URI.create("http://127.0.0.1:" + node.getEnvironment().getProperty("local.server.port"));
    }

    /** What DynamoDB was asked since the last call of this. */
    Map<String, Integer> takeCalls() {
        Map<String, Integer> counts = new TreeMap<>(proxy.counts());
        proxy.forget();
        return counts;
    }

    FaultProxy proxy() {
        return proxy;
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
        proxy.close();
    }
}
