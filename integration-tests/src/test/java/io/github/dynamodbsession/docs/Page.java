package io.github.dynamodbsession.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation. Its examples stand behind a comment that names the file they are compiled from.
 *
 * @param path the page, seen from the root
 * @param text what it says
 */
public record Page(Path path, String text) {

    private static final Path ROOT = root();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    /**
     * One page.
     *
     * @param path its path, seen from the root
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
     * @param comment what the comment before it says
     * @param language what it is written in
     * @return the code
     */
    public String block(String comment, String language) {
        Matcher block = Pattern.compile(
                        "<!-- " + Pattern.quote(comment) + " -->\\n```" + language + "\\n(.*?)```\\n", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).as(comment + " in " + path).isTrue();
        return block.group(1);
    }

    /**
     * The links of this page to other files.
     *
     * @return the files
     */
    public List<Path> linkedFiles() {
        Path folder = ROOT.resolve(path).getParent();
        return LINK.matcher(text)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !link.contains("://"))
                .map(folder::resolve)
                .toList();
    }

    /**
     * What is compiled.
     *
     * @param test a class of the same package
     * @param fileName the example's file
     * @return its code from the declaration on, which begins with {@code begin}
     * @param begin how that begins
     */
    public static String compiled(Class<?> test, String fileName, String begin) {
        Path folder =
                Path.of("integration-tests/src/test/java", test.getPackageName().split("\\."));
        String source = read(ROOT.resolve(folder).resolve(fileName));
        return source.substring(source.indexOf(begin));
    }

    private static Path root() {
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
