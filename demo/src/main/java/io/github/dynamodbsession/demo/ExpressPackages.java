package io.github.dynamodbsession.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders that may have Express and its session stores, as {@code npm ci} installs them. Immutable.
 *
 * @param folders those with a folder {@code node_modules}, if they are installed; the first is the one to install them in
 */
record ExpressPackages(List<Path> folders) {

    private static final Path SOURCES = Path.of("testing", "express-interop", "src", "test", "express");

    /** Where the tests install them. */
    private static final Path OF_TESTS = Path.of("testing", "express-interop", "target", "express");

    ExpressPackages {
        folders = List.copyOf(folders);
    }

    /** Those of the checkout of this project that the demo was built in; none, if it is in none. */
    static ExpressPackages ofCheckout() {
        return checkout()
                .map(root -> new ExpressPackages(List.of(root.resolve(SOURCES), root.resolve(OF_TESTS))))
                .orElse(new ExpressPackages(List.of()));
    }

    private static Optional<Path> checkout() {
        try {
            Path here = Path.of(ExpressPackages.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = here; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve(SOURCES).resolve("package.json"))) {
                    return Optional.of(folder);
                }
            }
        } catch (URISyntaxException e) {
            // It has no folder then.
        }
        return Optional.empty();
    }

    /**
     * The folder of the packages.
     *
     * @throws ExpressMissingException if they are not installed
     */
    Path folder() throws ExpressMissingException {
        for (Path folder : folders) {
            // npm writes it last.
            Path modules = folder.resolve("node_modules");
            if (Files.exists(modules.resolve(".package-lock.json"))) {
                return modules;
            }
        }
        throw new ExpressMissingException(
                folders.isEmpty()
                        ? "its npm packages come with a checkout of this project, and the demo runs outside of one"
                        : "run 'npm ci' in " + folders.get(0) + ", and start the demo again");
    }
}
