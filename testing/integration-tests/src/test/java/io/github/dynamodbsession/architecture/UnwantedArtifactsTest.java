package io.github.dynamodbsession.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DynamoDB Local is under a proprietary licence: nothing may download it. */
class UnwantedArtifactsTest {

    @TempDir
    Path checkout;

    @Test
    void noPomNamesDynamoDbLocal() {
        Reactor reactor = Reactor.here();

        assertThat(reactor.poms())
                .contains(reactor.root().resolve("pom.xml"))
                .containsAll(reactor.modules().stream()
                        .map(module -> module.path().resolve("pom.xml"))
                        .toList());
        assertThat(problems(reactor)).isEmpty();
    }

    @Test
    void everyWayToNameItIsCaught() throws IOException {
        write("", managed(dependency("software.amazon.dynamodb", "anything")));
        write("dependency", dependency("com.amazonaws", "DynamoDBLocal"));
        write("both", dependency("software.amazon.dynamodb", "DynamoDBLocal"));
        write("property", "<properties><group>software.amazon.dynamodb</group></properties>");
        write(
                "profile",
                "<profiles><profile>" + dependency("com.amazonaws", "DynamoDBLocal") + "</profile></profiles>");
        write("plugin", configuration("<artifact>software.amazon.dynamodb:DynamoDBLocal:[2,)</artifact>"));
        write("cdata", configuration("<argument><![CDATA[com.amazonaws:DynamoDBLocal:2.6.1]]></argument>"));
        write("attribute", configuration("<get src='https://example.org/dynamodb_local_latest.tar.gz' />"));
        write("image", configuration("<image>amazon/dynamodb-local</image>"));
        write("folder/of-no-module", dependency("com.amazonaws", "dynamodblocal"));

        assertThat(problems(new Reactor(checkout)))
                .containsExactlyInAnyOrder(
                        "pom.xml: software.amazon.dynamodb",
                        "dependency/pom.xml: DynamoDBLocal",
                        "both/pom.xml: software.amazon.dynamodb",
                        "both/pom.xml: DynamoDBLocal",
                        "property/pom.xml: software.amazon.dynamodb",
                        "profile/pom.xml: DynamoDBLocal",
                        "plugin/pom.xml: software.amazon.dynamodb:DynamoDBLocal:[2,)",
                        "cdata/pom.xml: com.amazonaws:DynamoDBLocal:2.6.1",
                        "attribute/pom.xml: https://example.org/dynamodb_local_latest.tar.gz",
                        "image/pom.xml: amazon/dynamodb-local",
                        "folder/of-no-module/pom.xml: dynamodblocal");
    }

    @Test
    void whatIsLikeItIsNot() throws IOException {
        write("", managed(dependency("io.github.dynamodbsession", "dynamodb-emulator")));
        write("v2", dependency("software.amazon.awssdk", "dynamodb"));
        write("v1", dependency("com.amazonaws", "aws-java-sdk-dynamodb"));
        write("comment", "<!-- DynamoDBLocal --><description>Instead of DynamoDB Local.</description>");
        write("built/target/classes", dependency("com.amazonaws", "DynamoDBLocal"));
        write(".hidden", dependency("com.amazonaws", "DynamoDBLocal"));

        assertThat(new Reactor(checkout).poms()).hasSize(4);
        assertThat(problems(new Reactor(checkout))).isEmpty();
    }

    private static List<String> problems(Reactor reactor) {
        return reactor.poms().stream()
                .flatMap(pom -> Reactor.valuesOf(pom)
                        .filter(UnwantedArtifactsTest::namesDynamoDbLocal)
                        .map(value -> reactor.root().relativize(pom).toString().replace('\\', '/') + ": " + value))
                .toList();
    }

    /** Its group, or its name as an artifact, a file to download or an image has it. */
    private static boolean namesDynamoDbLocal(String value) {
        String name = value.toLowerCase(Locale.ROOT);
        return name.contains("software.amazon.dynamodb")
                || name.replaceAll("[-_]", "").contains("dynamodblocal");
    }

    private void write(String folder, String project) throws IOException {
        Path path = Files.createDirectories(checkout.resolve(folder));
        Files.writeString(path.resolve("pom.xml"), "<project>" + project + "</project>");
    }

    private static String managed(String dependencies) {
        return "<dependencyManagement>" + dependencies + "</dependencyManagement>";
    }

    private static String dependency(String groupId, String artifactId) {
        return "<dependencies><dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId
                + "</artifactId></dependency></dependencies>";
    }

    private static String configuration(String elements) {
        return "<build><plugins><plugin><artifactId>a-plugin</artifactId><configuration>" + elements
                + "</configuration></plugin></plugins></build>";
    }
}
