package io.github.dynamodbsession.documentation.stranger;

import io.github.dynamodbsession.documentation.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;

/**
 * The environment of a new user: a checkout, an empty local repository, and the commands in the documentation.
 *
 * @param folder an empty folder
 */
record StrangersMachine(Path folder) {

    /** In an empty folder. */
    static StrangersMachine in(Path folder) throws IOException {
        if (Files.exists(folder)) {
            delete(folder);
        }
        Files.createDirectories(folder);
        return new StrangersMachine(folder);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies the files under version control, without build output. */
    void checkOut() {
        Path checkout = checkout();
        new Shell(Page.root(), output("checkout"), Map.of())
                .run(List.of("git", "checkout-index", "--all", "--force", "--prefix=" + checkout + "/"));
    }

    private Path checkout() {
        return folder.resolve("checkout");
    }

    /** Runs a command that a page documents for a clone. */
    void runInCheckout(String command) {
        new Shell(checkout(), output("install"), environment()).run(List.of(command.split(" ")));
    }

    /** Runs Maven in a project. */
    String runMaven(Path project, String goal) {
        return new Shell(project, output(project.getFileName().toString()), environment())
                .run(List.of(checkout().resolve("mvnw").toString(), "-ntp", "-B", goal));
    }

    private Path output(String name) {
        return folder.resolve(name + ".txt");
    }

    /** A folder for a project. */
    Path project(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        return Map.of("MAVEN_ARGS", "-Dmaven.repo.local=" + folder.resolve("repository"), "MAVEN_OPTS", "");
    }
}
