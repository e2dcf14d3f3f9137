package io.github.dynamodbsession.benchmarks.bill;

import io.github.dynamodbsession.npm.NpmPackages;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a checkout of this project.
 *
 * @param root its folder
 */
public record Checkout(Path root) {

    private static final String MODULE = "benchmarks";
    private static final String STORES = "node-stores";

    /**
     * That of the working directory, which is the root or one of its modules.
     *
     * @throws IllegalStateException if it is neither
     */
    public static Checkout here() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("docs")) && Files.isDirectory(folder.resolve(MODULE))) {
                return new Checkout(folder);
            }
        }
        throw new IllegalStateException("what is measured is written to a checkout of this project, and " + here
                + " is in none; right is its root");
    }

    /** All counts. */
    Path counts() {
        return root.resolve("docs").resolve("cost.csv");
    }

    /** What is made of them, for readers. */
    Path page() {
        return root.resolve("docs").resolve("cost.md");
    }

    Path chart() {
        return root.resolve("docs").resolve("cost.svg");
    }

    /** The folder of the results of benchmarks. */
    public Path benchmarks() {
        return root.resolve(MODULE);
    }

    /** The application of Express and its stores. */
    public NpmPackages nodeStores() {
        Path module = benchmarks();
        return new NpmPackages(
                module.resolve("src").resolve("main").resolve(STORES),
                module.resolve("target").resolve(STORES),
                "application.js");
    }
}
