package io.github.dynamodbsession.conformance.node;

import io.github.dynamodbsession.npm.NodeProcess;
import io.github.dynamodbsession.npm.NpmInstallation;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The life of a session store of Node.js, step by step. */
final class StoreLife implements AutoCloseable {

    private static final NpmInstallation INSTALLATION =
            new NpmInstallation("node-stores", "live.js", "The life of the Node.js session stores");
    private static final JsonMapper JSON = new JsonMapper();

    private final NodeProcess process;

    private StoreLife(NodeProcess process) {
        this.process = process;
    }

    /** Begins one; skips the calling test where Node.js or its packages are missing. */
    static StoreLife of(String store, URI endpoint) {
        return new StoreLife(NodeProcess.start(INSTALLATION, store, endpoint.toString()));
    }

    /** Lets it take its next step, which must be this one; what came back. */
    JsonNode step(String name) {
        process.tell("next");
        JsonNode line = JSON.readTree(process.line());
        if (!line.path("step").asString().equals(name)) {
            throw new AssertionError("not " + name + " but: " + line);
        }
        return line.path("result");
    }

    /** Whether it ends well after its last step. */
    boolean ends() throws InterruptedException {
        return process.succeeds();
    }

    @Override
    public void close() {
        process.close();
    }
}
