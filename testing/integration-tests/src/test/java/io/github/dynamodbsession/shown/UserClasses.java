package io.github.dynamodbsession.shown;

import io.github.dynamodbsession.architecture.Reactor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The classes that users get: those of all deployed modules, but for the tests of {@code session-testkit}. */
final class UserClasses {

    private static final String TESTS = "session-testkit";
    private static final String SUFFIX = ".class";

    private UserClasses() {}

    /**
     * Their names, nested classes included.
     *
     * @throws IllegalStateException if a deployed module is not on the class path
     */
    static Set<String> names() {
        List<Path> path = classPath();
        Set<String> names = new TreeSet<>();
        for (Reactor.Module module : Reactor.here().deployedModules()) {
            if (module.hasSources() && !module.folder().equals(TESTS)) {
                Path place = path.stream()
                        .filter(each -> isOf(module, each))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(module.folder() + " is not on the class path"));
                for (String file : files(place)) {
                    if (file.endsWith(SUFFIX)) {
                        names.add(file.substring(0, file.length() - SUFFIX.length())
                                .replace('/', '.'));
                    }
                }
            }
        }
        return names;
    }

    private static List<Path> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator, -1)).map(Path::of).toList();
    }

    private static boolean isOf(Reactor.Module module, Path place) {
        return place.equals(module.classes())
                || String.valueOf(place.getFileName()).matches(module.artifactId() + "-\\d.*\\.jar");
    }

    /** With slashes, from there. */
    private static Set<String> files(Path place) {
        Set<String> files = new HashSet<>();
        try {
            if (Files.isDirectory(place)) {
                try (Stream<Path> all = Files.walk(place)) {
                    all.forEach(
                            file -> files.add(place.relativize(file).toString().replace(File.separatorChar, '/')));
                }
            } else {
                try (JarFile jar = new JarFile(place.toFile())) {
                    jar.stream().map(ZipEntry::getName).forEach(files::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
