package io.github.dynamodbsession.emulator.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link FaultProxy} passes calls on to.
 *
 * @param tls {@code null} for plain connections
 */
record Target(String host, int port, @Nullable SSLSocketFactory tls) {

    private static final int TIMEOUT_MILLIS = 20_000;

    /** One that trusts what the JDK trusts. */
    static Target of(URI url) {
        return "https".equals(url.getScheme())
                ? inTls(url, (SSLSocketFactory) SSLSocketFactory.getDefault())
                : of(url, "http", 80, null);
    }

    static Target inTls(URI url, SSLSocketFactory tls) {
        return of(url, "https", 443, tls);
    }

    private static Target of(URI url, String scheme, int usualPort, @Nullable SSLSocketFactory tls) {
        if (!scheme.equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("not an http or https URL with a host: " + url);
        }
        return new Target(url.getHost(), url.getPort() < 0 ? usualPort : url.getPort(), tls);
    }

    /** Opens a connection; in TLS, one whose other end has proved its name. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return tls == null ? socket : secured(socket, tls);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secured(Socket plain, SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.startHandshake();
        socket.setSoTimeout(0);
        return socket;
    }
}
