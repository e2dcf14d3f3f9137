package io.github.dynamodbsession.spring.boot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.modeler.Registry;
import org.springframework.boot.test.system.CapturedOutput;

/** An application that fails to start, with its properties in a file as users have them, and what it prints. */
final class FailedStart implements AutoCloseable {

    private static final String BEGIN = "APPLICATION FAILED TO START";
    private static final String HTTP = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n";

    private final RunningShop.Kind kind;
    private final Path folder;
    private final FaultProxy proxy = FaultProxy.to(DynamoDbEndpoint.shared());
    private final String table = "shop-" + UUID.randomUUID();

    FailedStart(RunningShop.Kind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /** An error as DynamoDB answers it. */
    static Fault error(String code, String message) {
        String body = "{\"__type\":\"com.amazon.coral.service#" + code + "\",\"message\":\"" + message + "\"}";
        return answer("application/x-amz-json-1.0", body);
    }

    /** What a proxy or another server answers. */
    static Fault page() {
        return answer("text/html", "<html><body>Sign in</body></html>");
    }

    private static Fault answer(String type, String body) {
        return Fault.altered(answered -> HTTP + "Content-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    void fault(Fault fault) {
        proxy.fault("DescribeTable", FaultProxy.ALWAYS, fault);
    }

    void closeEngine() {
        proxy.close();
    }

    void createTable(String keyAttribute) {
        RunningShop.createTable(table, keyAttribute);
    }

    /** What was printed, without what differs from run to run. */
    String print(FailureReport report, CapturedOutput output) throws IOException {
        report.before().accept(this);
        int before = output.getAll().length();
        List<String> lines = new ArrayList<>(List.of(
                "table-name=" + table,
                "endpoint=" + proxy.endpoint(),
                "region=eu-central-1",
                "access-key-id=x",
                "secret-access-key=x",
                "auto-create=true"));
        lines.removeIf(line -> report.without().stream()
                .anyMatch(left -> line.startsWith(left + "=") || (left.startsWith("-") && line.contains(left))));
        lines.addAll(report.properties());
        Files.write(
                folder.resolve("application.properties"),
                lines.stream().map(line -> "dynamodb.session." + line).toList());
        report.system().forEach(System::setProperty);
        Throwable failure;
        try {
            failure = catchThrowable(() -> run(report));
        } finally {
            report.system().keySet().forEach(System::clearProperty);
        }
        assertThat(failure).as(report.title()).isNotNull();
        return scrubbed(output.getAll().substring(before));
    }

    private void run(FailureReport report) {
        Registry.disableRegistry();
        kind.application()
                .sources(report.beans().toArray(Class<?>[]::new))
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn",
                        "dynamodb.session.storage=" + report.storage(),
                        "spring.config.location=file:" + folder + "/")
                .run()
                .close();
    }

    private String scrubbed(String printed) {
        return printed.replace(table, "sessions")
                .replace(proxy.endpoint().toString(), "http://localhost:8000")
                .replace(folder + "/", "");
    }

    /** The report of what was printed, without the frame around it. */
    static String reportOf(String printed) {
        int begin = printed.indexOf(BEGIN);
        assertThat(begin).as(printed).isPositive();
        String report = printed.substring(printed.indexOf("Description:", begin));
        return report.strip();
    }

    /** What was printed before the report. */
    static String before(String printed) {
        return printed.substring(0, printed.indexOf(BEGIN));
    }

    @Override
    public void close() {
        proxy.close();
    }
}
