package io.github.dynamodbsession.architecture;

import static java.util.stream.Collectors.toMap;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/** The content of the POMs: the modules of the root POM, and the entries of the BOM. */
public record Reactor(Path root) {

    /** One module, as described by its own POM. */
    public record Module(
            String folder, String artifactId, String packaging, boolean deployed, String moduleName, Path path) {

        public Path classes() {
            return path.resolve("target/classes");
        }

        /** Not so one that only brings others, as a starter does. */
        public boolean hasSources() {
            return packaging.equals("jar") && Files.isDirectory(path.resolve("src"));
        }
    }

    /** One entry of the BOM. */
    record BomEntry(String groupId, String artifactId, String version) {}

    /** The checkout that this test runs in, from whichever of its folders. */
    public static Reactor here() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("bom/pom.xml")))
                .findFirst()
                .map(Reactor::new)
                .orElseThrow(() -> new IllegalStateException("no checkout around " + new File("").getAbsolutePath()));
    }

    public List<Module> modules() {
        return texts(child(project(root), "modules").orElseThrow(), "module")
                .map(this::module)
                .toList();
    }

    public List<Module> deployedModules() {
        return modules().stream().filter(Module::deployed).toList();
    }

    List<BomEntry> bomEntries() {
        Element managed = child(bom(), "dependencyManagement")
                .flatMap(management -> child(management, "dependencies"))
                .orElseThrow();
        return children(managed, "dependency")
                .map(entry -> new BomEntry(
                        text(entry, "groupId").orElse(""),
                        text(entry, "artifactId").orElse(""),
                        text(entry, "version").orElse("")))
                .toList();
    }

    /** Every POM of the checkout, including those that are not modules; excludes build output. */
    List<Path> poms() {
        List<Path> poms = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean inside = folder.equals(root) || !(name.equals("target") || name.startsWith("."));
                    return inside ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.endsWith("pom.xml")) {
                        poms.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return poms;
    }

    /** The text of all elements and attributes of a POM; comments are ignored. */
    static Stream<String> valuesOf(Path pom) {
        NodeList elements = document(pom).getElementsByTagName("*");
        return nodes(elements)
                .flatMap(element -> Stream.concat(
                        nodes(element.getChildNodes()).filter(Text.class::isInstance), attributes(element)))
                .map(node -> node.getNodeValue().strip());
    }

    /**
     * The text of one element of a POM, without inherited values.
     *
     * @param path the names of the elements on the way from the project, such as {@code scm/url}
     * @return the text; empty if there is no such element
     */
    static String textOf(Path pom, String path) {
        Optional<Element> element = Optional.of(document(pom).getDocumentElement());
        for (String name : path.split("/", -1)) {
            element = element.flatMap(parent -> child(parent, name));
        }
        return element.map(found -> found.getTextContent().strip()).orElse("");
    }

    boolean bomHasParent() {
        return child(bom(), "parent").isPresent();
    }

    Map<String, String> bomProperties() {
        return child(bom(), "properties").stream()
                .flatMap(Reactor::children)
                .collect(toMap(Element::getTagName, Element::getTextContent));
    }

    String bomVersion() {
        return text(bom(), "version").orElse("");
    }

    String version() {
        return text(project(root), "version").orElse("");
    }

    private Element bom() {
        return project(root.resolve("bom"));
    }

    private Module module(String folder) {
        Path path = root.resolve(folder);
        Element project = project(path);
        Map<String, String> properties = child(project, "properties").stream()
                .flatMap(Reactor::children)
                .collect(toMap(Element::getTagName, Element::getTextContent));
        String packaging = text(project, "packaging").orElse("jar");
        return new Module(
                folder,
                text(project, "artifactId").orElseThrow(),
                packaging,
                packaging.equals("jar") && !"true".equals(properties.get("maven.deploy.skip")),
                properties.getOrDefault("module.name", ""),
                path);
    }

    private static Element project(Path folder) {
        return document(folder.resolve("pom.xml")).getDocumentElement();
    }

    private static Document document(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
    }

    private static Stream<Node> nodes(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(list::item);
    }

    private static Stream<Node> attributes(Node element) {
        NamedNodeMap attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength()).mapToObj(attributes::item);
    }

    private static Stream<Element> children(Element parent) {
        return nodes(parent.getChildNodes())
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast);
    }

    private static Stream<Element> children(Element parent, String name) {
        return children(parent).filter(element -> element.getTagName().equals(name));
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).findFirst();
    }

    private static Stream<String> texts(Element parent, String name) {
        return children(parent, name).map(element -> element.getTextContent().strip());
    }

    private static Optional<String> text(Element parent, String name) {
        return texts(parent, name).findFirst();
    }
}
