package io.github.dynamodbsession.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The requirements of Maven Central for every POM ("Requirements" in its publishing guide): a name, a description, a
 * URL, a licence, developers and where the sources are. Modules inherit common elements from the root POM; the BOM has
 * no parent.
 */
class PublishedPomsTest {

    private static final List<String> OWN = List.of("name", "description");
    private static final List<String> INHERITED = List.of(
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/organizationUrl",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    @TempDir
    Path checkout;

    @Test
    void everyDeployedPomSaysWhatMavenCentralAsks() {
        Reactor reactor = Reactor.here();

        assertThat(reactor.deployedModules()).hasSizeGreaterThan(10);
        assertThat(problems(reactor)).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        String common =
                """
                <url>u</url><licenses><license><name>l</name><url>u</url></license></licenses>
                <developers><developer><name>d</name><organizationUrl>u</organizationUrl></developer></developers>
                """;
        write(
                "",
                "<name>n</name><description>d</description>" + common
                        + "<scm><connection>c</connection><url>u</url></scm>"
                        + "<modules><module>bom</module><module>nameless</module><module>at-home</module></modules>");
        write(
                "bom",
                "<packaging>pom</packaging><artifactId>bom</artifactId><name>n</name><description> </description>");
        write("nameless", "<artifactId>nameless</artifactId><description>d</description>");
        write(
                "at-home",
                "<artifactId>at-home</artifactId><properties><maven.deploy.skip>true</maven.deploy.skip></properties>");

        assertThat(problems(new Reactor(checkout)))
                .contains(
                        "pom.xml: scm/developerConnection",
                        "bom/pom.xml: description",
                        "bom/pom.xml: url",
                        "bom/pom.xml: scm/url",
                        "nameless/pom.xml: name")
                .noneMatch(problem -> problem.contains("at-home") || problem.equals("nameless/pom.xml: url"));
    }

    private static List<String> problems(Reactor reactor) {
        List<String> problems = new ArrayList<>();
        List<String> whole = Stream.concat(OWN.stream(), INHERITED.stream()).toList();
        Stream.of("", "bom").forEach(folder -> problems.addAll(missing(reactor, folder, whole)));
        reactor.deployedModules().forEach(module -> problems.addAll(missing(reactor, module.folder(), OWN)));
        return problems;
    }

    private static List<String> missing(Reactor reactor, String folder, List<String> asked) {
        Path pom = reactor.root().resolve(folder).resolve("pom.xml");
        return asked.stream()
                .filter(path -> Reactor.textOf(pom, path).isBlank())
                .map(path -> reactor.root().relativize(pom) + ": " + path)
                .toList();
    }

    private void write(String folder, String project) throws IOException {
        Path path = Files.createDirectories(checkout.resolve(folder));
        Files.writeString(path.resolve("pom.xml"), "<project>" + project + "</project>");
    }
}
