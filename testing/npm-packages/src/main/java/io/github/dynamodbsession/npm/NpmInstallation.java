package io.github.dynamodbsession.npm;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/**
 * A script and its packages as {@code npm ci} installs them for a test, in the build folder.
 *
 * @param name of the folder below {@code src/test} that has the script, {@code package.json} and its lock file
 * @param script the name of its file
 * @param purpose what needs it
 */
public record NpmInstallation(String name, String script, String purpose) {

    /** Installs it if need be; skips the calling test where that does not work. */
    public Path folder() {
        return installed(new NpmPackages(Path.of("src", "test", name), Path.of("target", name), script), purpose);
    }

    /**
     * Installs packages if need be; skips the calling test where that does not work.
     *
     * @param purpose what needs them
     */
    public static Path installed(NpmPackages packages, String purpose) {
        try {
            return packages.install();
        } catch (NpmException e) {
            return abort(purpose + " needs " + e.getMessage());
        }
    }
}
