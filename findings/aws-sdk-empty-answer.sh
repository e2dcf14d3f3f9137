#!/usr/bin/env bash
# AWS SDK for Java 2.57.8 and an answer with status 200 that is not DynamoDB's: none of its body and checksum, or JSON of
# something else. DynamoDB always answers JSON with the header x-amz-crc32, so one would expect an exception that says that
# the answer was lost, as for a checksum that does not match. Seen is success: a read finds no item, a write counts as done.
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public class Ask {
    static volatile String body = "";

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes();
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("1"));
        boolean same = true;
        System.out.println("AWS SDK for Java " + VersionInfo.SDK_VERSION);
        System.out.println("expected: an exception for each");
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            for (String answer : new String[] {"", "{\"status\":\"up\"}"}) {
                body = answer;
                String read = seen(() -> client.getItem(r -> r.tableName("things").key(key)).hasItem() ? "an item" : "no item");
                String write = seen(() -> {
                    client.putItem(r -> r.tableName("things").item(key));
                    return "done";
                });
                System.out.println("seen:     after '" + answer + "': GetItem: " + read + "; PutItem: " + write);
                same &= read.equals("no item") && write.equals("done");
            }
        } finally {
            server.stop(0);
        }
        System.exit(same ? 0 : 1);
    }

    static String seen(Supplier<String> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java 2> /dev/null
