package io.github.dynamodbsession.documentation;

import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/** The project, as described by the BOM. */
final class Project {

    static final String GROUP = "io.github.dynamodbsession";

    private static final Element BOM = Xml.read(Page.root().resolve("bom/pom.xml"));

    private Project() {}

    /** The version of all modules. */
    static String version() {
        return Xml.child(BOM, "version").orElseThrow();
    }

    /** The artifacts for users, including the BOM. */
    static Set<String> deployedArtifacts() {
        Set<String> artifacts = Xml.elements(BOM, "dependency")
                .filter(dependency ->
                        Xml.child(dependency, "groupId").orElse("").equals(GROUP))
                .map(dependency -> Xml.child(dependency, "artifactId").orElseThrow())
                .collect(Collectors.toSet());
        artifacts.add("bom");
        return artifacts;
    }
}
