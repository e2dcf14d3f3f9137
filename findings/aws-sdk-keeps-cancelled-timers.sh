#!/usr/bin/env bash
# AWS SDK for Java 2.57.8 and a client with apiCallTimeout and apiCallAttemptTimeout of 60 seconds. Each call starts two
# timers and cancels them with its answer, after a millisecond; one would expect that nothing of them is left then, as
# with the SDK 1.x, whose timers are removed when they are cancelled. Seen is that they stay in the queue of the
# client's scheduler, and in memory, until the minute is over: two for each call, so 120,000 at 1,000 calls a second.
# With a scheduledExecutorService that removes what is cancelled, there are none.
# Needs a JDK 17 and Maven. Exits with 0 while the SDK does so, and otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>software.amazon.awssdk</groupId>
      <artifactId>dynamodb</artifactId>
      <version>2.57.8</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
cat > Ask.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.management.ObjectName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public class Ask {
    static final int CALLS = 200;

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes());
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        ScheduledThreadPoolExecutor removing = new ScheduledThreadPoolExecutor(1);
        removing.setRemoveOnCancelPolicy(true);
        ClientOverrideConfiguration timeouts = ClientOverrideConfiguration.builder()
                .apiCallTimeout(Duration.ofSeconds(60))
                .apiCallAttemptTimeout(Duration.ofSeconds(60))
                .build();
        System.out.println("AWS SDK for Java " + VersionInfo.SDK_VERSION);
        System.out.println("expected: no timer is left after " + CALLS + " calls");
        int own = left(endpoint, timeouts);
        System.out.println("seen:     " + own + " are left in the SDK's own scheduler");
        int given = left(endpoint, timeouts.toBuilder().scheduledExecutorService(removing).build());
        System.out.println("          " + given + " are left in one that removes what is cancelled");
        System.exit(own == 2 * CALLS && given == 0 ? 0 : 1);
    }

    static int left(URI endpoint, ClientOverrideConfiguration timeouts) throws Exception {
        int before = timers();
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(timeouts)
                .build()) {
            for (int i = 0; i < CALLS; i++) {
                client.getItem(r -> r.tableName("things").key(Map.of("id", AttributeValue.fromS("1"))));
            }
            return timers() - before;
        }
    }

    /** Those that can be reached: the histogram collects garbage first. */
    static int timers() throws Exception {
        Object histogram = ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        return ((String) histogram).lines()
                .filter(line -> line.contains("$ScheduledFutureTask "))
                .mapToInt(line -> Integer.parseInt(line.trim().split("\\s+")[1]))
                .sum();
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java 2> /dev/null
