package io.github.dynamodbsession.emulator.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A dynalite in a process of its own, which ends with this JVM at the latest. */
final class Dynalite implements AutoCloseable {

    private final Process process;
    private final URI endpoint;

    private Dynalite(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts one; skips the calling test where Node.js or its packages are missing. */
    static Dynalite start() {
        Path folder = DynaliteInstallation.folder();
        ProcessBuilder node = new ProcessBuilder("node", "serve.js").directory(folder.toFile());
        node.environment().put("AWS_REGION", "us-east-1");
        node.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = node.start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException("dynalite ended before it listened");
            }
            return new Dynalite(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Side side() {
        return new HttpSide(endpoint);
    }

    /** Closes the standard input of the process, which ends it. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
