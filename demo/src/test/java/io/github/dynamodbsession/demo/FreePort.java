package io.github.dynamodbsession.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Ports that are currently free. */
final class FreePort {

    private FreePort() {}

    /** That port if it is free, so that screenshots show the usual one; otherwise any other. */
    static int preferring(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            return next();
        }
    }

    static int next() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
