package io.github.dynamodbsession.documentation;

import java.util.List;
import org.w3c.dom.Element;

/**
 * A part of a POM on a page: single dependencies, or complete elements with dependencies.
 *
 * @param root an element around it
 */
record PomFragment(Element root) {

    static PomFragment of(String text) {
        return new PomFragment(Xml.parse("<fragment>" + text + "</fragment>"));
    }

    private List<Element> dependencies() {
        return Xml.elements(root, "dependency").toList();
    }

    private static boolean isOurs(Element dependency) {
        return text(dependency, "groupId").equals(Project.GROUP);
    }

    private static String text(Element dependency, String name) {
        return Xml.child(dependency, name).orElse("");
    }

    List<String> ourArtifacts() {
        return dependencies().stream()
                .filter(PomFragment::isOurs)
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    /** The versions of this project in it. */
    List<String> ourVersions() {
        return dependencies().stream()
                .filter(PomFragment::isOurs)
                .flatMap(dependency -> Xml.child(dependency, "version").stream())
                .toList();
    }

    /** Dependencies without a version, unless the BOM of ours is imported and they are ours. */
    List<String> withoutVersion() {
        boolean managed = ourArtifacts().contains("bom");
        return dependencies().stream()
                .filter(dependency -> Xml.child(dependency, "version").isEmpty())
                .filter(dependency -> !(managed && isOurs(dependency)))
                .map(dependency -> text(dependency, "groupId") + ":" + text(dependency, "artifactId"))
                .toList();
    }
}
