package io.github.dynamodbsession.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Ports that nobody uses at the moment. */
final class FreePort {

    private FreePort() {}

    /** That one, if nobody uses it, so that pictures show what people see; otherwise any other. */
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
