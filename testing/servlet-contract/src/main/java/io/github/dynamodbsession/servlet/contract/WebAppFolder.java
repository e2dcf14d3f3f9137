package io.github.dynamodbsession.servlet.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An application as a folder for containers: {@code WEB-INF/web.xml} and the classes with annotations. */
public final class WebAppFolder implements AutoCloseable {

    private final Path path;

    private WebAppFolder(Path path) {
        this.path = path;
    }

    /**
     * Writes an application to a new folder.
     *
     * @throws UncheckedIOException if that fails
     */
    public static WebAppFolder of(WebApp app) {
        try {
            WebAppFolder folder = new WebAppFolder(Files.createTempDirectory("webapp"));
            Path webInf = Files.createDirectories(folder.path.resolve("WEB-INF/classes"));
            Files.writeString(folder.path.resolve("WEB-INF/web.xml"), WebXml.of(app));
            for (Class<?> annotated : app.annotatedListeners()) {
                copy(annotated, webInf);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Class<?> annotated, Path classes) throws IOException {
        String file = annotated.getName().replace('.', '/') + ".class";
        Path target = classes.resolve(file);
        Files.createDirectories(target.resolveSibling("."));
        try (InputStream bytes = annotated.getClassLoader().getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("No class file of " + annotated);
            }
            Files.copy(bytes, target);
        }
    }

    /** The path of the folder. */
    public Path path() {
        return path;
    }

    /** Removes the folder. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
