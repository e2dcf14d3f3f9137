#!/usr/bin/env bash
# Tink 1.21.0: a keyset whose key is held by a key service (KmsEnvelopeAead), while that service does not answer. One would
# expect decrypt to fail with the service's exception, or at least with it as the cause, since a later attempt can succeed.
# Seen is "decryption failed" without a cause, the same as for a ciphertext that was altered: the keyset tries each of its
# keys, and forgets why one failed. An Aead of the service itself passes the exception on, so a caller that must tell an outage
# from a corrupt value keeps the service's keys out of keysets.
# Needs a JDK 17 and Maven. Exits with 0 while Tink does so, and otherwise with 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.google.crypto.tink</groupId>
      <artifactId>tink</artifactId>
      <version>1.21.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
cat > Ask.java <<'JAVA'
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.KmsEnvelopeAeadKeyManager;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Optional;

public class Ask {
    /** A key service in this process, which can be away. */
    static final class Service implements KmsClient, Aead {
        final Aead key;
        boolean isAway;

        Service(Aead key) {
            this.key = key;
        }

        public boolean doesSupport(String uri) {
            return uri.startsWith("service://");
        }

        public KmsClient withCredentials(String path) {
            return this;
        }

        public KmsClient withDefaultCredentials() {
            return this;
        }

        public Aead getAead(String uri) {
            return this;
        }

        public byte[] encrypt(byte[] plain, byte[] with) throws GeneralSecurityException {
            return key.encrypt(plain, with);
        }

        public byte[] decrypt(byte[] encrypted, byte[] with) throws GeneralSecurityException {
            if (isAway) {
                throw new GeneralSecurityException("the key service does not answer");
            }
            return key.decrypt(encrypted, with);
        }
    }

    public static void main(String[] args) throws Exception {
        AeadConfig.register();
        Service service = new Service(KeysetHandle.generateNew(PredefinedAeadParameters.AES128_GCM)
                .getPrimitive(RegistryConfiguration.get(), Aead.class));
        KmsClients.add(service);
        Aead inKeyset = KeysetHandle.generateNew(KmsEnvelopeAeadKeyManager.createKeyTemplate(
                        "service://key", KeyTemplates.get("AES128_GCM")))
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        Aead byItself = KmsEnvelopeAead.create(PredefinedAeadParameters.AES128_GCM, service);
        byte[] value = "value".getBytes();
        byte[] place = "place".getBytes();
        byte[] ofKeyset = inKeyset.encrypt(value, place);
        byte[] ofItself = byItself.encrypt(value, place);
        service.isAway = true;
        System.out.println("Tink " + Optional.ofNullable(Aead.class.getPackage().getImplementationVersion()).orElse("1.21.0"));
        System.out.println("expected: from both, the exception of the service, or it as the cause");
        String away = failure(byItself, ofItself, place);
        String awayInKeyset = failure(inKeyset, ofKeyset, place);
        service.isAway = false;
        byte[] altered = ofKeyset.clone();
        altered[altered.length - 1] ^= 1;
        String alteredInKeyset = failure(inKeyset, altered, place);
        System.out.println("seen:     service away, by itself: " + away);
        System.out.println("seen:     service away, in a keyset: " + awayInKeyset);
        System.out.println("seen:     value altered, in a keyset: " + alteredInKeyset);
        boolean same = away.contains("does not answer")
                && !awayInKeyset.contains("does not answer")
                && awayInKeyset.equals(alteredInKeyset);
        System.exit(same ? 0 : 1);
    }

    static String failure(Aead aead, byte[] encrypted, byte[] place) {
        try {
            aead.decrypt(encrypted, place);
            return "a value";
        } catch (GeneralSecurityException e) {
            return e + ", cause " + e.getCause();
        }
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java 2>&1
