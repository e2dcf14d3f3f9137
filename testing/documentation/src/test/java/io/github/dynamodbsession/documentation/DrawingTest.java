package io.github.dynamodbsession.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.npm.NpmInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawing of the architecture is generated from its source text, and names existing classes. */
class DrawingTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path TEXT = DOCS.resolve("architecture.dot");
    private static final Path PICTURE = DOCS.resolve("architecture.svg");
    private static final NpmInstallation GRAPHVIZ = new NpmInstallation("drawing", "draw.js", "The drawing");

    /** A node or an end of an arrow that is named like a class. */
    private static final Pattern CLASS =
            Pattern.compile("\\b[A-Z]\\w+[a-z]\\w*\\b(?=\\s*(\\[|->|$))", Pattern.MULTILINE);

    /** {@code -Dreports.update=true} regenerates it. */
    @Test
    void thePictureIsThatOfTheText() throws IOException, InterruptedException {
        Path folder = GRAPHVIZ.folder();
        Path drawn = folder.toAbsolutePath().resolve("architecture.svg");
        Process process = new ProcessBuilder("node", GRAPHVIZ.script())
                .directory(folder.toFile())
                .redirectInput(TEXT.toFile())
                .redirectOutput(drawn.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();

        String svg = Files.readString(drawn, UTF_8);
        if (Boolean.getBoolean("reports.update")) {
            Files.writeString(PICTURE, svg, UTF_8);
        }
        assertThat(PICTURE).hasContent(svg);
    }

    @Test
    void everyClassInTheDrawingIsInTheHouse() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Matcher match = CLASS.matcher(Files.readString(TEXT, UTF_8)); match.find(); ) {
            named.add(match.group());
        }

        assertThat(named)
                .contains("SessionFilter", "SaveDecision", "NativeLayout")
                .hasSizeGreaterThan(12);
        assertThat(named).isSubsetOf(classes());
    }

    @Test
    void thePageNamesTheFilesThatTheDrawingMarks() throws IOException {
        List<String> marked = Pattern.compile("(\\w+) \\[penwidth")
                .matcher(Files.readString(TEXT, UTF_8))
                .results()
                .map(result -> result.group(1))
                .toList();
        String page = Files.readString(DOCS.resolve("architecture.md"), UTF_8);

        assertThat(marked).hasSize(5);
        assertThat(page)
                .contains("architecture.svg")
                .contains(marked.stream().map(name -> "/" + name + ".java)").toList());
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("..", ".."))) {
            List<Path> sources = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            Set<String> names = new TreeSet<>();
            for (Path source : sources) {
                try (Stream<Path> files = Files.walk(source)) {
                    names.addAll(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toSet()));
                }
            }
            return names;
        }
    }
}
