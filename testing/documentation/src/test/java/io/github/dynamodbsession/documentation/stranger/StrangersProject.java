package io.github.dynamodbsession.documentation.stranger;

import io.github.dynamodbsession.documentation.Page;
import io.github.dynamodbsession.documentation.Snippet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Maven project that is filled from the documentation: every block that names a file is written to that file. */
final class StrangersProject {

    private static final String PLACE_OF_DEPENDENCIES = "<!-- dependencies -->";

    private final Path folder;

    /**
     * Creates a project.
     *
     * @param folder an empty folder
     * @param pom the skeleton of the POM, with a comment at the place of the dependencies
     */
    StrangersProject(Path folder, String pom) {
        this.folder = folder;
        write("pom.xml", pom);
    }

    /** Adds the blocks of a section of a page. */
    StrangersProject with(String page, String heading) {
        List<Snippet> shown = Page.of(page).snippets().stream()
                .filter(snippet ->
                        snippet.heading().equals(heading) && snippet.file().isPresent())
                .toList();
        if (shown.isEmpty()) {
            throw new IllegalStateException("'" + heading + "' of " + page + " shows no file");
        }
        for (Snippet snippet : shown) {
            String file = snippet.file().orElseThrow();
            if (file.equals("pom.xml")) {
                addToPom(snippet.text());
            } else {
                write(file, snippet.text());
            }
        }
        return this;
    }

    /** Adds a file that is not from the documentation. */
    StrangersProject withOwn(String file, String text) {
        write(file, text);
        return this;
    }

    Path folder() {
        return folder;
    }

    /** A page shows complete elements of a POM, or single dependencies for the existing element. */
    private void addToPom(String fragment) {
        String pom = read("pom.xml");
        boolean whole = fragment.contains("<dependencies>");
        String added = whole ? fragment : "<dependencies>\n" + fragment + "</dependencies>\n";
        int end = added.lastIndexOf("</dependencies>");
        String own = pom.substring(
                pom.indexOf(PLACE_OF_DEPENDENCIES) + PLACE_OF_DEPENDENCIES.length(), pom.indexOf("<!-- end -->"));
        String merged = added.substring(0, end) + own + added.substring(end);
        write("pom.xml", pom.replace(PLACE_OF_DEPENDENCIES + own + "<!-- end -->", merged));
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
