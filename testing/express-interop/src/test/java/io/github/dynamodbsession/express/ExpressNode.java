package io.github.dynamodbsession.express;

import io.github.dynamodbsession.npm.NodeProcess;
import io.github.dynamodbsession.npm.NpmInstallation;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of Express, in a process of its own. */
final class ExpressNode extends HttpNode {

    private static final NpmInstallation INSTALLATION =
            new NpmInstallation("express", "app.js", "The test beside nodes of Express");

    private final NodeProcess process;
    private final int port;

    private ExpressNode(NodeProcess process) {
        this.process = process;
        this.port = Integer.parseInt(process.line());
    }

    /** Skips the calling test where Node.js or its packages are missing. */
    static void install() {
        INSTALLATION.folder();
    }

    /**
     * Starts one; skips the calling test where Node.js or its packages are missing.
     *
     * @param release the package of Express, with the number of its release
     * @param options of the node, beside secrets and cookie
     */
    static ExpressNode start(
            String release,
            NodeStore store,
            URI endpoint,
            String table,
            List<String> secrets,
            Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(Map.of("secrets", secrets, "cookie", Map.of("maxAge", Nodes.MAX_AGE)));
        all.putAll(options);
        return new ExpressNode(
                NodeProcess.start(INSTALLATION, release, store.toString(), endpoint.toString(), table, Json.of(all)));
    }

    @Override
    int port() {
        return port;
    }

    void moveTo(Instant now) {
        post("/clock", Map.of("now", now.toEpochMilli()), null);
    }

    void goByRealTime() {
        post("/clock", Map.of(), null);
    }

    // ---- the store itself ----

    /** What the store finds; null: nothing. */
    @SuppressWarnings("unchecked")
    @Nullable
    Map<String, Object> get(String id) {
        return (Map<String, Object>) Json.value(store("get", id, Map.of()));
    }

    void set(String id, Map<String, Object> fields) {
        store("set", id, fields);
    }

    /** The same with fields as JSON. */
    void setJson(String id, String json) {
        requireDone(call("POST", "/store/set?id=" + id, json, null));
    }

    /** As a request that changes nothing. */
    void touch(String id) {
        store("touch", id, Map.of());
    }

    void destroy(String id) {
        store("destroy", id, Map.of());
    }

    private String store(String operation, String id, Map<String, Object> body) {
        return requireDone(post("/store/" + operation + "?id=" + id, body, null));
    }

    private static String requireDone(Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.body());
        }
        return reply.body();
    }

    @Override
    public void close() {
        process.close();
    }
}
