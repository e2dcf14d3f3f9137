package io.github.dynamodbsession.documentation.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.documentation.Page;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A new user who only has the documentation, an empty folder and an empty local repository gets sessions to work. Not
 * part of a normal build, because it downloads all artifacts. {@code ./mvnw -Pstrangers -pl testing/documentation -am
 * verify}
 */
@Tag("strangers")
class StrangersTest {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final Pattern PORT = Pattern.compile("(?:Tomcat|Netty) started on port (\\d+)");

    /** The command that a page documents for a clone, before there is a release. */
    private static final Pattern INSTALL = Pattern.compile("^    (\\./mvnw .*\\binstall)$", Pattern.MULTILINE);

    private static StrangersMachine machine;
    private static DynamoDbEmulator dynamoDb;

    @BeforeAll
    static void install() throws IOException {
        machine = StrangersMachine.in(Path.of("target/strangers").toAbsolutePath());
        machine.checkOut();
        Matcher command = INSTALL.matcher(Page.of("README.md").text());
        assertThat(command.find()).as("README's command to install").isTrue();
        machine.runInCheckout(command.group(1));
        dynamoDb = DynamoDbEmulator.start();
    }

    @AfterAll
    static void stop() {
        if (dynamoDb != null) {
            dynamoDb.close();
        }
    }

    private static StrangersProject project(String name, String pom) {
        return new StrangersProject(machine.project(name), pom);
    }

    /** The environment variables from which the AWS SDK gets region, credentials and endpoint. */
    private static Map<String, String> awsProperties() {
        return Map.of(
                "aws.region", "eu-central-1",
                "aws.accessKeyId", "id",
                "aws.secretAccessKey", "secret",
                "aws.endpointUrlDynamoDb", dynamoDb.endpoint().toString());
    }

    @Test
    void aServletApplication() throws Exception {
        StrangersProject project = project("servlet", Skeletons.plain("war", Skeletons.servletApi()))
                .with("README.md", "dynamodb-session")
                .withOwn("src/main/java/com/acme/shop/VisitsServlet.java", Skeletons.servlet());
        machine.runMaven(project.folder(), "package");
        Path war = project.folder().resolve("target/shop-1.war");
        Map<String, String> before = new HashMap<>();
        awsProperties().forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        Visitor visitor = new Visitor();
        try (Node first = new Node(war, project.folder().resolve("first"));
                Node second = new Node(war, project.folder().resolve("second"))) {
            assertThat(visitor.visit(first.port())).isEqualTo("200 1");
            assertThat(visitor.visit(first.port())).isEqualTo("200 2");
            assertThat(visitor.visit(second.port())).isEqualTo("200 3");
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }

    /** Tomcat with the user's web archive. */
    private static final class Node implements AutoCloseable {

        private final Tomcat tomcat = new Tomcat();

        Node(Path war, Path folder) throws LifecycleException {
            tomcat.setBaseDir(folder.toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            tomcat.setAddDefaultWebXmlToWebapp(false);
            folder.resolve("webapps").toFile().mkdirs();
            Context context = tomcat.addWebapp("", war.toString());
            ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
            tomcat.start();
            assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
        }

        int port() {
            return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void close() throws LifecycleException {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    @Test
    void anApplicationOfSpringMvc() throws IOException, InterruptedException {
        StrangersProject project = project("mvc", boot("spring-boot-starter-webmvc"))
                .with("docs/spring.md", "One dependency and a table name")
                .withOwn("src/main/java/com/acme/shop/ShopApplication.java", Skeletons.application());

        assertThatItCountsVisits(project);
    }

    @Test
    void anApplicationOfWebFlux() throws IOException, InterruptedException {
        StrangersProject project = project("webflux", boot("spring-boot-starter-webflux"))
                .with("docs/spring.md", "One dependency and a table name")
                .with("docs/spring.md", "WebFlux")
                .withOwn("src/main/java/com/acme/shop/ShopApplication.java", Skeletons.application());

        assertThatItCountsVisits(project);
    }

    private static String boot(String starter) {
        Matcher netty = Pattern.compile("<netty.version>(.*)</netty.version>")
                .matcher(Page.of("pom.xml").text());
        assertThat(netty.find()).isTrue();
        return Skeletons.boot(bootVersion(), starter, netty.group(1));
    }

    /** The version that the page documents. */
    private static String bootVersion() {
        Matcher version = Pattern.compile("Built with Spring Boot ([\\d.]+\\d)")
                .matcher(Page.of("docs/spring.md").text());
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static void assertThatItCountsVisits(StrangersProject project) throws IOException, InterruptedException {
        machine.runMaven(project.folder(), "package");
        Map<String, String> environment = Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        Path output = project.folder().resolve("application.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process application = new Shell(project.folder(), output, environment)
                .start(List.of(java, "-jar", "target/shop-1.jar", "--server.port=0", "--server.address=127.0.0.1"));
        try {
            int port = portOf(application, output);
            Visitor visitor = new Visitor();
            assertThat(visitor.visit(port)).isEqualTo("200 1");
            assertThat(visitor.visit(port)).isEqualTo("200 2");
            assertThat(new Visitor().visit(port)).isEqualTo("200 1");
        } finally {
            application.destroy();
            application.waitFor();
        }
    }

    private static int portOf(Process application, Path output) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START_TIMEOUT);
        while (Instant.now().isBefore(end) && application.isAlive()) {
            Matcher port = PORT.matcher(Files.readString(output));
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
            application.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("The application did not start:\n" + Files.readString(output));
    }

    @Test
    void aStorageOfOnesOwn() {
        StrangersProject project =
                project("backend", Skeletons.plain("jar", "")).with("docs/own-backend.md", "A storage of your own");

        String output = machine.runMaven(project.folder(), "test");

        assertThat(output)
                .containsPattern("Tests run: [12]\\d\\d, Failures: 0, Errors: 0")
                .contains("MapStorageTest");
    }

    @Test
    void aUnitTest() {
        StrangersProject project =
                project("unit", Skeletons.plain("jar", "")).with("session-inmemory/README.md", "In a unit test");

        String output = machine.runMaven(project.folder(), "test");

        assertThat(output).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    }
}
