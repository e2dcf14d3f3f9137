package io.github.dynamodbsession.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDK v1 can be deleted by the list in {@code CONTRIBUTING.md}: every mention of it is listed. */
class SdkV1ListTest {

    @TempDir
    Path checkout;

    @Test
    void everyFileThatMentionsSdkV1StandsInTheList() {
        assertThat(SdkV1List.of(Reactor.here().root()).missing()).isEmpty();
    }

    @Test
    void everyLineOfTheListIsStillNeeded() {
        SdkV1List list = SdkV1List.of(Reactor.here().root());

        assertThat(list.lines()).extracting(SdkV1List.Line::path).contains("session-dynamo-v1/", "pom.xml");
        assertThat(list.stale()).isEmpty();
    }

    @Test
    void everyWayToMentionItIsCaught() throws IOException {
        list("| `adapter/` | all of it |");
        write("adapter/src/Adapter.java", "import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;");
        write("import/User.java", "import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;");
        write("package/User.java", "import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;");
        write("artifact/pom.xml", "<artifactId>session-dynamo-v1</artifactId>");
        write("group/pom.xml", "<groupId>com.amazonaws</groupId>");
        write("version/pom.xml", "<aws-sdk-v1.version>1.12.797</aws-sdk-v1.version>");
        write("constant/Kind.java", "enum Kind { DYNAMO_V1 }");
        write("property/application.properties", "dynamodb.session.storage=dynamo-v1");
        write("words/README.md", "With SDK v1, take another module.");
        write("number/README.md", "The AWS SDK for Java **1.x** warns.");
        write(".github/form.yml", "- session-dynamo-v1");

        assertThat(SdkV1List.of(checkout).missing())
                .containsExactly(
                        ".github/form.yml",
                        "artifact/pom.xml",
                        "constant/Kind.java",
                        "group/pom.xml",
                        "import/User.java",
                        "number/README.md",
                        "package/User.java",
                        "property/application.properties",
                        "version/pom.xml",
                        "words/README.md");
    }

    @Test
    void whatIsLikeItIsNot() throws IOException {
        list("| `adapter/` | all of it |");
        write("error/Error.java", "\"com.amazonaws.dynamodb.v20120810#ValidationException\"");
        write("banned/Pom.java", "dependency(\"com.amazonaws\", \"DynamoDBLocal\")");
        write("other/README.md", "Version 1.2.3 of v1beta on the AWS SDK for Java 2.x");
        write("other/target/Built.java", "import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;");
        write(".git/config", "session-dynamo-v1");

        assertThat(SdkV1List.of(checkout).missing()).isEmpty();
    }

    @Test
    void aLineCoversWhatItNamesAndNothingElse() throws IOException {
        list(
                """
                | `demo/` | its `<dependency>` in `pom.xml`; `DYNAMO_V1` in `Kind`; the folder `v1` |
                | `one.md`, `two.md` | what they say |
                | `gone/` | all of it |""");
        write("demo/pom.xml", "session-dynamo-v1");
        write("demo/src/Kind.java", "DYNAMO_V1");
        write("demo/src/v1/Any.java", "DYNAMO_V1");
        write("demo/src/KindTest.java", "DYNAMO_V1");
        write("elsewhere/pom.xml", "session-dynamo-v1");
        write("one.md", "SDK v1");
        write("two.md", "SDK 1.x");

        SdkV1List list = SdkV1List.of(checkout);

        assertThat(list.missing()).containsExactly("demo/src/KindTest.java", "elsewhere/pom.xml");
        assertThat(list.stale()).extracting(SdkV1List.Line::path).containsExactly("gone/");
    }

    private void list(String rows) throws IOException {
        write(
                "CONTRIBUTING.md",
                "# Contributing\n\n| `elsewhere/` | all of it |\n\n## Deleting SDK v1\n\n| where | what |\n|---|---|\n"
                        + "| `CONTRIBUTING.md` | this list |\n" + rows
                        + "\n\n## Another chapter\n\n| `import/` | all of it |\n");
    }

    private void write(String file, String content) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
