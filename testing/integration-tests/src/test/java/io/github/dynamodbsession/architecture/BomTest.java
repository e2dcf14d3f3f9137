package io.github.dynamodbsession.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BomTest {

    /** Dependencies of the AWS SDK 1.x in versions that should not be used. */
    private static final Set<String> BENEATH_SDK_V1 = Set.of(
            "commons-codec:commons-codec", "commons-logging:commons-logging", "com.fasterxml.jackson:jackson-bom");

    @TempDir
    Path checkout;

    @Test
    void theBomListsExactlyTheDeployedModules() {
        Reactor reactor = Reactor.here();

        assertThat(reactor.deployedModules())
                .extracting(Reactor.Module::artifactId)
                .contains("session-core", "session-testkit")
                .doesNotContain("bom", "demo", "integration-tests");
        assertThat(problems(reactor)).isEmpty();
    }

    @Test
    void usersOfSdkV1GetTheVersionsBeneathItThatTheBuildHas() throws IOException {
        Reactor reactor = Reactor.here();

        assertThat(reactor.bomEntries()).extracting(BomTest::name).containsAll(BENEATH_SDK_V1);
        for (Path pom : reactor.poms()) {
            if (!pom.equals(reactor.root().resolve("bom/pom.xml"))) {
                assertThat(Files.readString(pom))
                        .as("versions beside those of the BOM in %s", pom)
                        .doesNotContain("<artifactId>jackson-bom<", "<artifactId>commons-codec<");
            }
        }
        Map<String, String> versions = reactor.bomProperties();
        assertThat(onClassPath(JsonFactory.class))
                .contains("jackson-core-" + versions.get("jackson-2.version") + ".jar");
        assertThat(onClassPath(LogFactory.class))
                .contains("commons-logging-" + versions.get("commons-logging.version") + ".jar");
        assertThat(onClassPath(Base64.class))
                .contains("commons-codec-" + versions.get("commons-codec.version") + ".jar");
    }

    private static String onClassPath(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private static String name(Reactor.BomEntry entry) {
        return entry.groupId() + ":" + entry.artifactId();
    }

    @Test
    void everyWayToSpoilTheBomIsCaught() throws IOException {
        write(
                "",
                """
                <version>2</version>
                <modules>
                  <module>bom</module>
                  <module>listed</module>
                  <module>forgotten</module>
                  <module>kept-at-home</module>
                  <module>folder/of-another-name</module>
                </modules>
                """);
        write("listed", "<artifactId>listed</artifactId>");
        write("forgotten", "<artifactId>forgotten</artifactId>");
        write("folder/of-another-name", "<artifactId>the-name</artifactId>");
        write(
                "kept-at-home",
                """
                <artifactId>kept-at-home</artifactId>
                <properties><maven.deploy.skip>true</maven.deploy.skip></properties>
                """);
        write(
                "bom",
                """
                <parent><artifactId>parent</artifactId></parent>
                <artifactId>bom</artifactId>
                <version>1</version>
                <packaging>pom</packaging>
                <dependencyManagement><dependencies>
                """
                        + entry("io.github.dynamodbsession", "listed", "${project.version}")
                        + entry("io.github.dynamodbsession", "kept-at-home", "${project.version}")
                        + entry("io.github.dynamodbsession", "the-name", "0")
                        + entry("org.example", "third-party", "1")
                        + "</dependencies></dependencyManagement>");

        assertThat(problems(new Reactor(checkout)))
                .containsExactlyInAnyOrder(
                        "not in the BOM: forgotten",
                        "in the BOM, but not deployed: kept-at-home",
                        "in the BOM, but not deployed: third-party",
                        "not ours: org.example:third-party",
                        "of a version of its own: the-name",
                        "of a version of its own: third-party",
                        "the BOM is 1, the rest is 2",
                        "the BOM has a parent, and hands its versions on");
    }

    private static List<String> problems(Reactor reactor) {
        Set<String> deployed = reactor.deployedModules().stream()
                .map(Reactor.Module::artifactId)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        List<Reactor.BomEntry> entries = reactor.bomEntries();
        for (Reactor.BomEntry entry : entries) {
            if (BENEATH_SDK_V1.contains(name(entry))) {
                continue;
            }
            if (!deployed.remove(entry.artifactId())) {
                problems.add("in the BOM, but not deployed: " + entry.artifactId());
            }
            if (!entry.groupId().equals("io.github.dynamodbsession")) {
                problems.add("not ours: " + entry.groupId() + ":" + entry.artifactId());
            }
            if (!entry.version().equals("${project.version}")) {
                problems.add("of a version of its own: " + entry.artifactId());
            }
        }
        deployed.forEach(forgotten -> problems.add("not in the BOM: " + forgotten));
        if (!reactor.bomVersion().equals(reactor.version())) {
            problems.add("the BOM is " + reactor.bomVersion() + ", the rest is " + reactor.version());
        }
        if (reactor.bomHasParent()) {
            problems.add("the BOM has a parent, and hands its versions on");
        }
        return problems;
    }

    private void write(String folder, String project) throws IOException {
        Path path = Files.createDirectories(checkout.resolve(folder));
        Files.writeString(path.resolve("pom.xml"), "<project>" + project + "</project>");
    }

    private static String entry(String groupId, String artifactId, String version) {
        return "<dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId + "</artifactId><version>"
                + version + "</version></dependency>";
    }
}
