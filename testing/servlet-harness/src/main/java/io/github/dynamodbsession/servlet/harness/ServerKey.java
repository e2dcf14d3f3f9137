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
 * A key for HTTPS on the loopback interface with a certificate that it signs itself, made by the JDK's {@code keytool}
 * and gone with this process. Both sides take it from here: the server has the key, and clients trust it alone.
 */
public final class ServerKey {

    /** It guards nothing that outlives the process. */
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

    /** Made when it is first asked for. */
    private static final class Shared {

        private static final ServerKey KEY = generate();
    }

    /** The one of this process. */
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
            throw new IllegalStateException("The key cannot be used", e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            keytool.getOutputStream().close();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool makes no key: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("keytool makes no key in time", e);
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
            // What is left is a key that nobody uses.
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

    /** For either side of a connection. */
    public SSLContext context() {
        return context;
    }
}
