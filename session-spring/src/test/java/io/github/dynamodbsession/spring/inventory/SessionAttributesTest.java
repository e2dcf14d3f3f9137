package io.github.dynamodbsession.spring.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.ClassGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every place in the frameworks that sets an attribute of a session is one that somebody has looked at. A new version
 * that adds one fails here, until its value is tried, or it is said why not, in {@code session-attributes.txt}.
 */
class SessionAttributesTest {

    private static final Pattern FRAMEWORKS =
            Pattern.compile("spring-(web|webmvc|webflux|session-core|security-.*)-[0-9]");
    private static final Path OTHERS = Path.of("target/inventory");
    private static final Path LOOKED_AT =
            Path.of("src/test/resources/io/github/dynamodbsession/spring/inventory/session-attributes.txt");
    private static final Path READING =
            Path.of("src/test/resources/io/github/dynamodbsession/spring/inventory/reading-classes.txt");

    private static List<Path> jars() {
        return ClassFiles.jars(FRAMEWORKS, OTHERS);
    }

    /** By place, what was found out. */
    private static Map<String, String> lookedAt() throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (String line : Files.readAllLines(LOOKED_AT)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int last = line.lastIndexOf(" | ");
                places.put(line.substring(0, last), line.substring(last + 3));
            }
        }
        return places;
    }

    @Test
    void everyPlaceHasBeenLookedAt() throws IOException {
        Set<String> found = new TreeSet<>();
        jars().forEach(jar -> found.addAll(ClassFiles.places(jar)));
        assertThat(found).isEqualTo(lookedAt().keySet());
    }

    @Test
    void everyValueIsTried() throws IOException {
        Set<String> tried = new TreeSet<>(FrameworkValues.names());
        tried.addAll(OtherFrameworks.NAMES);
        assertThat(lookedAt().values()).allSatisfy(outcome -> assertThat(
                        outcome.startsWith("no value: ") || outcome.startsWith("not kept: ") || tried.contains(outcome))
                .as(outcome)
                .isTrue());
    }

    /** What a group allows runs nobody's code when it is read, but for methods that somebody has read. */
    @Test
    void whatAGroupAllowsIsSafeToRead() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path jar : jars()) {
            for (String method : ClassFiles.readingClasses(jar)) {
                String name = method.substring(0, method.lastIndexOf('.'));
                if (List.of(ClassGroup.values()).stream().anyMatch(group -> group.contains(name))) {
                    found.add(method);
                }
            }
        }
        Set<String> read = new TreeSet<>();
        for (String line : Files.readAllLines(READING)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                read.add(line.substring(0, line.indexOf(" | ")));
            }
        }
        assertThat(found).isEqualTo(read);
    }
}
