package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation. Each example follows a comment that names its source file.
 *
 * @param path the path of the page, relative to the root
 * @param text its content
 */
public record Page(Path path, String text) {

    private static final Path ROOT = findRoot();

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

    /**
     * A link to a file of the project, or within the page.
     *
     * @param file its target
     * @param anchor the heading in the target; empty: none
     */
    record Link(Path file, String anchor) {}

    /**
     * One page.
     *
     * @param path its path, relative to the root
     * @return the page
     */
    public static Page of(String path) {
        return new Page(Path.of(path), read(ROOT.resolve(path)));
    }

    /**
     * An example in it.
     *
     * @param fileName the file that the comment before it names
     * @return the example's code
     */
    public String example(String fileName) {
        return block("example: " + fileName, "java");
    }

    /**
     * A block of code in it.
     *
     * @param comment the comment before it
     * @param language its language
     * @return the code
     */
    public String block(String comment, String language) {
        Matcher block = Pattern.compile(
                        "<!-- " + Pattern.quote(comment) + " -->\\n```" + language + "\\n(.*?)```\\n", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).as(comment + " in " + path).isTrue();
        return block.group(1);
    }

    /** Every page of the project, but for the one that lists changes. */
    static List<Page> all() {
        return files(".md").stream()
                .filter(file -> !file.endsWith("CHANGELOG.md"))
                .map(file -> of(file.toString()))
                .toList();
    }

    /** The project's files whose names end so, relative to its root, in order. What a build writes is not looked at. */
    static List<Path> files(String suffix) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.getFileName().toString().endsWith(suffix)) {
                        found.add(ROOT.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(found);
        return found;
    }

    /** Its blocks of code, in order. */
    public List<Snippet> snippets() {
        return Snippet.of(this);
    }

    /** Its links, but for those to other sites. */
    List<Link> links() {
        Path folder = ROOT.resolve(path).getParent();
        return LINK.matcher(text)
                .results()
                .filter(link -> !link.group(1).contains(":"))
                .map(link -> new Link(
                        link.group(1).isEmpty() ? ROOT.resolve(path) : folder.resolve(link.group(1)),
                        Objects.requireNonNullElse(link.group(2), "")))
                .toList();
    }

    /** The anchors of its headings: lower case, without punctuation, and with hyphens for spaces. */
    Set<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\]\\([^)]*\\)", "")
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The root of the project. */
    public static Path root() {
        return ROOT;
    }

    /**
     * The compiled source.
     *
     * @param test a class of the same package
     * @param fileName the example's file
     * @return its code without the package
     */
    public static String compiled(Class<?> test, String fileName) {
        Path folder = Path.of(
                "testing/documentation/src/test/java", test.getPackageName().split("\\."));
        String source = read(ROOT.resolve(folder).resolve(fileName));
        return source.replaceFirst("package [^;]+;\n\n", "");
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md")) || !Files.exists(folder.resolve("bom"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
