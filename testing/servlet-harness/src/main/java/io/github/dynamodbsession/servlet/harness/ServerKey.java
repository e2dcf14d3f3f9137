package io.github.dynamodbsession.servlet.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key for HTTPS on the loopback interface with a self-signed certificate, created with the JDK's {@code keytool} and
 * deleted with this process. Shared by both sides: the server has the key, and clients trust only its certificate.
 */
public final class ServerKey {

    /** Not secret: the key does not outlive the process. */
    private static final String PASSWORD = "password";

    private static final long TIMEOUT_SECONDS = 60;

    private final Path file;
    private final SSLContext context;

    private ServerKey(Path file) throws IOException, GeneralSecurityException {
        this.file = file;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        this.context = SSLContext.getInstance("TLS");
        this.context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    /** Created on first use. */
    private static final class Shared {

        private static final ServerKey KEY = generate();
    }

    /** The key of this process. */
    public static ServerKey shared() {
        return Shared.KEY;
    }

    private static ServerKey generate() {
        try {
            Path folder = Files.createTempDirectory("server-key");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            Path file = folder.resolve("key.p12");
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD));
            return new ServerKey(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot load the key", e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            keytool.getOutputStream().close();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("keytool timed out", e);
        } finally {
            keytool.destroy();
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            // The remaining key is harmless.
        }
    }

    /** The key store, of the type PKCS12, with one key. */
    public Path file() {
        return file;
    }

    /** The password of the key store and of its key. */
    public String password() {
        return PASSWORD;
    }

    /** The context for either side of a connection. */
    public SSLContext context() {
        return context;
    }
}
