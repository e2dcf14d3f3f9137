package io.github.dynamodbsession.conformance.differential;

import io.github.dynamodbsession.npm.NodeProcess;
import io.github.dynamodbsession.npm.NpmInstallation;
import java.net.URI;

/** A dynalite in a process of its own, which ends with this JVM at the latest. */
final class Dynalite implements AutoCloseable {

    private static final NpmInstallation INSTALLATION =
            new NpmInstallation("dynalite", "serve.js", "The differential run");

    private final NodeProcess process;
    private final URI endpoint;

    private Dynalite(NodeProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one; skips the calling test where Node.js or its packages are missing. */
    static Dynalite start() {
        NodeProcess process = NodeProcess.start(INSTALLATION);
        return new Dynalite(process, URI.create("http://127.0.0.1:" + process.line()));
    }

    Side side() {
        return new HttpSide(endpoint);
    }

    @Override
    public void close() {
        process.close();
    }
}
