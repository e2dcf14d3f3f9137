package io.github.dynamodbsession.demo;

import io.github.dynamodbsession.npm.NpmInstallation;
import io.github.dynamodbsession.npm.NpmPackages;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The Express node of a demo. */
final class Express {

    private static final Path MODULE = Path.of("..", "testing", "express-interop");

    private Express() {}

    /** Its packages, those of the tests with nodes of Express; skips the calling test where they cannot be installed. */
    static ExpressPackages packages() {
        NpmPackages packages = new NpmPackages(
                MODULE.resolve(Path.of("src", "test", "express")),
                MODULE.resolve(Path.of("target", "express")),
                "app.js");
        return new ExpressPackages(List.of(NpmInstallation.installed(packages, "The Express node of the demo")
                .toAbsolutePath()));
    }

    static int port(RunningDemo demo) {
        String line = Objects.requireNonNull(demo.aboutExpress(), "there is no Express node");
        return URI.create(line.substring("ready: ".length(), line.indexOf(' ', "ready: ".length())))
                .getPort();
    }
}
