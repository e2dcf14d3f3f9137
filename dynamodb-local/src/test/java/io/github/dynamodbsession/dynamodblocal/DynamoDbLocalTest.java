package io.github.dynamodbsession.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbLocalTest {

    private static final Path JARS = Path.of(System.getProperty(DynamoDbLocal.JARS_PROPERTY));

    @Test
    void answersOnceStartedAndNoLongerOnceClosed() {
        Caller caller;
        try (DynamoDbLocal local = DynamoDbLocal.start(JARS)) {
            caller = new Caller(local.endpoint());
            assertThat(caller.listTables().statusCode()).isEqualTo(200);
            assertThat(local.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
        assertThatThrownBy(caller::listTables).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void twoAtOnceShareNothing() {
        try (DynamoDbLocal one = DynamoDbLocal.start(JARS);
                DynamoDbLocal other = DynamoDbLocal.start(JARS)) {
            new Caller(one.endpoint()).createTable("mine");
            assertThat(new Caller(one.endpoint()).listTables().body()).contains("mine");
            assertThat(new Caller(other.endpoint()).listTables().body()).doesNotContain("mine");
        }
    }

    @Test
    void closingTwiceIsFine() {
        DynamoDbLocal local = DynamoDbLocal.start(JARS);
        local.close();
        local.close();
    }

    @Test
    void theSharedOneIsAlwaysTheSameAndSurvivesClose() {
        try (DynamoDbLocal shared = DynamoDbLocal.shared()) {
            assertThat(DynamoDbLocal.shared()).isSameAs(shared);
        }
        assertThat(new Caller(DynamoDbLocal.shared().endpoint()).listTables().statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFolderWithoutJarsIsRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> DynamoDbLocal.start(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(empty.toString());
        assertThatThrownBy(() -> DynamoDbLocal.start(empty.resolve("missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void anEngineThatDoesNotStartIsReportedWithWhatItPrinted(@TempDir Path folder) throws Exception {
        Files.createFile(folder.resolve("empty.jar"));
        assertThatThrownBy(() -> DynamoDbLocal.start(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ServerRunner");
    }

    @Test
    void endsWhenTheProcessThatStartedItIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName(),
                        JARS.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = parent.inputReader()) {
            URI endpoint = URI.create(said.readLine());
            ProcessHandle engine = parent.children().findFirst().orElseThrow();
            assertThat(new Caller(endpoint).listTables().statusCode()).isEqualTo(200);

            parent.destroyForcibly().waitFor();

            engine.onExit().get(20, TimeUnit.SECONDS);
            assertThat(engine.isAlive()).isFalse();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** A process that starts an engine and never ends it. */
    static final class ParentMain {
        private ParentMain() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println(DynamoDbLocal.start(Path.of(args[0])).endpoint());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
