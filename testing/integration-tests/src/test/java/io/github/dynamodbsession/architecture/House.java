package io.github.dynamodbsession.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static io.github.dynamodbsession.architecture.Layer.layer;

import com.amazonaws.AmazonWebServiceRequest;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.google.crypto.tink.Aead;
import com.google.gson.Gson;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.dynamodbsession.benchmarks.Benchmarks;
import io.github.dynamodbsession.benchmarks.RequestOverV1;
import io.github.dynamodbsession.benchmarks.RequestOverV2;
import io.github.dynamodbsession.codec.contract.JsonCodecContract;
import io.github.dynamodbsession.codec.gson.GsonCodec;
import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.codec.json.JsonCodec;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.container.jetty.JettyContainer;
import io.github.dynamodbsession.container.tomcat.TomcatContainer;
import io.github.dynamodbsession.container.undertow.UndertowContainer;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.demo.Demo;
import io.github.dynamodbsession.dynamo.DynamoOptions;
import io.github.dynamodbsession.dynamo.contract.DynamoAdapterContract;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.example.backend.FolderStorage;
import io.github.dynamodbsession.example.jdbc.JdbcStorage;
import io.github.dynamodbsession.example.servlet.Shop;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import io.github.dynamodbsession.micrometer.SessionMetrics;
import io.github.dynamodbsession.npm.NpmInstallation;
import io.github.dynamodbsession.servlet.SessionFilter;
import io.github.dynamodbsession.servlet.contract.Servlet60Contract;
import io.github.dynamodbsession.servlet.harness.ServedApp;
import io.github.dynamodbsession.spring.SpringIndexes;
import io.github.dynamodbsession.testkit.StorageClientContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.Undertow;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Parser;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.Adapter;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.assertj.core.api.Assertions;
import org.eclipse.jetty.server.Server;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.core.SdkClient;
import tools.jackson.core.json.JsonFactory;

/** The allowed dependencies between modules, and the lists of classes that the rules use. */
public final class House {

    static final String AWS_SDK_V2 = parent(SdkClient.class.getPackageName());
    static final String AWS_SDK_V1 = AmazonWebServiceRequest.class.getPackageName();

    private static final String HTTP_CLIENT_OF_V1 = HttpHost.class.getPackageName();

    private static final String JACKSON = parent(parent(JsonFactory.class.getPackageName()));

    private static final String MICROMETER = parent(parent(MeterRegistry.class.getPackageName()));

    static final List<Layer> LAYERS = List.of(
            layer("session-core", Session.class),
            layer("session-testkit", StorageClientContract.class)
                    .knowing("session-core")
                    .using(
                            Test.class.getPackageName(),
                            TestAbortedException.class.getPackageName(),
                            Assertions.class.getPackageName()),
            layer("session-inmemory", InMemoryStorageClient.class).knowing("session-core"),
            layer("session-dynamo-common", DynamoOptions.class).knowing("session-core"),
            layer("session-dynamo-v2", DynamoDbV2Storage.class)
                    .knowing("session-core", "session-dynamo-common")
                    .using(AWS_SDK_V2),
            layer("session-dynamo-v1", DynamoDbV1Storage.class)
                    .knowing("session-core", "session-dynamo-common")
                    .using(AWS_SDK_V1),
            layer("session-codec-json", JsonCodec.class).knowing("session-core"),
            layer("session-codec-jackson", JacksonCodec.class)
                    .knowing("session-core", "session-codec-json")
                    .using(JACKSON, JsonAutoDetect.class.getPackageName()),
            layer("session-codec-gson", GsonCodec.class)
                    .knowing("session-core", "session-codec-json")
                    .using(Gson.class.getPackageName()),
            layer("session-codec-tink", EncryptingCodec.class)
                    .knowing("session-core")
                    .using(Aead.class.getPackageName()),
            layer("testing/json-codec-contract", JsonCodecContract.class)
                    .knowing("session-core", "session-codec-json", "session-testkit")
                    .using(parent(Test.class.getPackageName()), Assertions.class.getPackageName()),
            layer("session-micrometer", SessionMetrics.class)
                    .knowing("session-core", "session-dynamo-common")
                    .using(MICROMETER),
            layer("session-servlet", SessionFilter.class)
                    .knowing("session-core")
                    .using(
                            Filter.class.getPackageName(),
                            parent(Tomcat.class.getPackageName()),
                            // Not on this class path: its finders of listeners, and nothing else, mention these.
                            "org.eclipse.jetty",
                            "io.undertow"),
            layer("testing/dynamodb-emulator", DynamoDbEmulator.class)
                    .using(
                            parent(HttpEntity.class.getPackageName()),
                            parent(JsonFactory.class.getPackageName()),
                            Parser.class.getPackageName(),
                            MVStore.class.getPackageName(),
                            // Not on this class path.
                            "org.testcontainers",
                            TestAbortedException.class.getPackageName()),
            layer("testing/npm-packages", NpmInstallation.class).using(Test.class.getPackageName()),
            layer("session-spring", SpringIndexes.class)
                    .knowing("session-core")
                    .using(
                            // Not on this class path.
                            "org.springframework",
                            "reactor",
                            Filter.class.getPackageName(),
                            JACKSON,
                            JsonAutoDetect.class.getPackageName()),
            layer("session-spring-boot", "io.github.dynamodbsession.spring.boot.DynamoDbSessionProperties")
                    .knowing(
                            "session-core",
                            "session-spring",
                            "session-inmemory",
                            "session-dynamo-common",
                            "session-dynamo-v2",
                            "session-dynamo-v1",
                            "session-codec-jackson",
                            "session-codec-gson",
                            "session-codec-tink",
                            "session-micrometer")
                    .using(
                            // Not on this class path.
                            "org.springframework",
                            "reactor",
                            Filter.class.getPackageName(),
                            MICROMETER,
                            JACKSON,
                            JsonAutoDetect.class.getPackageName(),
                            Aead.class.getPackageName(),
                            AWS_SDK_V2,
                            AWS_SDK_V1),
            layer("testing/dynamo-adapter-contract", DynamoAdapterContract.class)
                    .knowing("session-core", "session-testkit", "session-dynamo-common", "testing/dynamodb-emulator")
                    .using(
                            parent(Test.class.getPackageName()),
                            Assertions.class.getPackageName(),
                            Gson.class.getPackageName()),
            layer("testing/servlet-harness", ServedApp.class)
                    .using(Filter.class.getPackageName(), Assertions.class.getPackageName()),
            layer("testing/servlet-contract", Servlet60Contract.class)
                    .knowing(
                            "testing/servlet-harness",
                            "session-core",
                            "session-testkit",
                            "session-inmemory",
                            "session-dynamo-common",
                            "session-dynamo-v2",
                            "session-servlet",
                            "testing/dynamodb-emulator")
                    .using(
                            Filter.class.getPackageName(),
                            parent(parent(Test.class.getPackageName())),
                            TestAbortedException.class.getPackageName(),
                            Assertions.class.getPackageName()),
            layer("testing/containers/tomcat", TomcatContainer.class)
                    .knowing("testing/servlet-harness", "testing/servlet-contract")
                    .using(
                            Filter.class.getPackageName(),
                            parent(Tomcat.class.getPackageName()),
                            parent(parent(EncodedSolidusHandling.class.getPackageName()))),
            layer("testing/containers/jetty", JettyContainer.class)
                    .knowing("testing/servlet-harness", "testing/servlet-contract")
                    .using(Filter.class.getPackageName(), parent(Server.class.getPackageName())),
            layer("testing/containers/undertow", UndertowContainer.class)
                    .knowing("testing/servlet-harness", "testing/servlet-contract")
                    .using(Filter.class.getPackageName(), Undertow.class.getPackageName()),
            layer("examples/custom-backend", FolderStorage.class).knowing("session-core"),
            layer("examples/jdbc-backend", JdbcStorage.class).knowing("session-core"),
            layer("examples/servlet", Shop.class)
                    .knowing(
                            "session-core",
                            "session-inmemory",
                            "session-dynamo-common",
                            "session-dynamo-v2",
                            "session-servlet")
                    .using(Filter.class.getPackageName(), parent(Tomcat.class.getPackageName())),
            layer("examples/spring-boot-servlet", "io.github.dynamodbsession.example.boot.SessionsApplication")
                    .knowing("session-spring")
                    .using("org.springframework", Filter.class.getPackageName(), JACKSON),
            layer("examples/spring-boot-webflux", "io.github.dynamodbsession.example.webflux.SessionsApplication")
                    .knowing("session-spring")
                    .using("org.springframework", "reactor", JACKSON),
            layer("examples/spring-boot-oidc", "io.github.dynamodbsession.example.oidc.OidcApplication")
                    .knowing("session-spring")
                    // Not on this class path; and the server of the JDK.
                    .using("org.springframework", "com.nimbusds", "com.sun.net.httpserver"),
            layer("examples/spring-boot-websocket", "io.github.dynamodbsession.example.websocket.ChatApplication")
                    .knowing("session-spring")
                    .using("org.springframework"),
            layer("demo", Demo.class)
                    .knowing(
                            "session-core",
                            "session-inmemory",
                            "session-dynamo-common",
                            "session-dynamo-v2",
                            "session-dynamo-v1",
                            "session-codec-jackson",
                            "session-codec-gson",
                            "session-servlet",
                            "testing/dynamodb-emulator")
                    .using(
                            Filter.class.getPackageName(),
                            parent(Tomcat.class.getPackageName()),
                            parent(EncodedSolidusHandling.class.getPackageName()),
                            Gson.class.getPackageName()),
            layer("benchmarks", Benchmarks.class)
                    .knowing(
                            "session-core",
                            "session-inmemory",
                            "session-codec-jackson",
                            "session-codec-gson",
                            "session-codec-tink",
                            "session-dynamo-common",
                            "session-dynamo-v2",
                            "session-dynamo-v1",
                            "session-servlet",
                            "testing/dynamodb-emulator",
                            "testing/npm-packages")
                    .using(
                            Filter.class.getPackageName(),
                            parent(Tomcat.class.getPackageName()),
                            parent(EncodedSolidusHandling.class.getPackageName()),
                            Adapter.class.getPackageName(),
                            parent(Benchmark.class.getPackageName()),
                            AWS_SDK_V2,
                            AWS_SDK_V1,
                            HTTP_CLIENT_OF_V1,
                            JACKSON,
                            Gson.class.getPackageName(),
                            Aead.class.getPackageName()));

    private static final String AUTO_CONFIGURATION = SpringIndexes.class.getPackageName() + ".boot";

    /** All of {@code session-spring}: an application of Spring without Boot has it too, and one of an older Boot. */
    static final Set<String> SPRING_WITHOUT_BOOT = Set.of(
            SpringIndexes.class.getPackageName(),
            SpringIndexes.class.getPackageName() + ".security",
            SpringIndexes.class.getPackageName() + ".websocket");

    /** Not on this class path. */
    static final Set<String> SPRING_BOOT = Set.of("org.springframework.boot");

    /** The adapter, its benchmarks, and modules that accept a client of the user. */
    static final Set<String> USERS_OF_AWS_SDK_V2 = Set.of(
            DynamoDbV2Storage.class.getPackageName(),
            RequestOverV2.class.getName(),
            AUTO_CONFIGURATION + ".AwsSdkPreinitializer",
            AUTO_CONFIGURATION + ".DynamoV2Configuration");

    /** The adapter, and the modules that may depend on it; keeps it easy to delete. */
    static final Set<String> USERS_OF_AWS_SDK_V1 = Set.of(
            DynamoDbV1Storage.class.getPackageName(),
            RequestOverV1.class.getName(),
            AUTO_CONFIGURATION + ".DynamoV1Configuration");

    static final Set<String> USERS_OF_DYNAMO_V1 = Set.of(
            DynamoDbV1Storage.class.getPackageName(),
            RequestOverV1.class.getName(),
            AUTO_CONFIGURATION + ".DynamoV1Configuration",
            Demo.class.getPackageName() + ".StorageChoice");

    /** Classes that choose a default if the user has set no clock. */
    static final Set<String> CLOCK_DEFAULTS = Set.of(
            "io.github.dynamodbsession.core.StoreBuilder.<init>",
            // When a run was made, for readers of its results.
            "io.github.dynamodbsession.benchmarks.growth.GrowthResults.circumstances",
            "io.github.dynamodbsession.demo.RunningDemo.<init>",
            "io.github.dynamodbsession.emulator.PlainCaller.<init>",
            "io.github.dynamodbsession.emulator.clock.EmulatorClock.<init>",
            "io.github.dynamodbsession.example.oidc.LocalProvider.start",
            "io.github.dynamodbsession.servlet.SessionOptions.<init>",
            "io.github.dynamodbsession.testkit.SettableClock.startingNow");

    /** Without the classes that JMH generates. */
    public static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPaths(Reactor.here().modules().stream()
                    .map(Reactor.Module::classes)
                    .filter(folder -> folder.toFile().isDirectory())
                    .toArray(Path[]::new));

    private House() {}

    static Surface surface() {
        return new Surface(
                publicClasses(),
                LAYERS,
                Reactor.here().deployedModules().stream()
                        .map(Reactor.Module::folder)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The top-level classes of the public API, from {@code public-classes.txt}. */
    private static Set<String> publicClasses() {
        try (var lines = House.class.getResourceAsStream("public-classes.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JavaClasses deployedClasses() {
        List<String> deployed = Reactor.here().deployedModules().stream()
                .map(Reactor.Module::folder)
                .toList();
        return CLASSES.that(describe("are deployed", type -> Layer.of(type, LAYERS)
                .filter(layer -> deployed.contains(layer.folder()))
                .isPresent()));
    }

    private static String parent(String packageName) {
        return packageName.substring(0, packageName.lastIndexOf('.'));
    }
}
