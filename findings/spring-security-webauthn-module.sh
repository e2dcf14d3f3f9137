#!/usr/bin/env bash
# Spring Security 7.1.2: SecurityJacksonModules.getModules looks for the modules of Security's parts on the class path (core,
# web, servlet, CAS, LDAP, OAuth2, SAML 2), so that a session can be kept as JSON. spring-security-webauthn brings such a
# module too, WebauthnJacksonModule. One would expect it among them. It is not: an application has to register it itself.
# Needs a JDK 17 and Maven. Exits with 0 while Spring Security does so, and otherwise with 1.
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
      <groupId>org.springframework.security</groupId>
      <artifactId>spring-security-webauthn</artifactId>
      <version>7.1.2</version>
    </dependency>
    <dependency>
      <groupId>org.springframework.security</groupId>
      <artifactId>spring-security-oauth2-client</artifactId>
      <version>7.1.2</version>
    </dependency>
    <dependency>
      <groupId>tools.jackson.core</groupId>
      <artifactId>jackson-databind</artifactId>
      <version>3.1.7</version>
    </dependency>
    <dependency>
      <groupId>jakarta.servlet</groupId>
      <artifactId>jakarta.servlet-api</artifactId>
      <version>6.1.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
cat > Ask.java <<'JAVA'
import java.util.List;
import org.springframework.security.core.SpringSecurityCoreVersion;
import org.springframework.security.jackson.SecurityJacksonModules;

public class Ask {
    public static void main(String[] args) throws Exception {
        String webauthn = Class.forName("org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule").getName();
        List<String> modules = SecurityJacksonModules.getModules(Ask.class.getClassLoader()).stream()
                .map(module -> module.getClass().getName())
                .sorted()
                .toList();
        System.out.println("Spring Security " + SpringSecurityCoreVersion.class.getPackage().getImplementationVersion());
        System.out.println("expected: among the modules " + webauthn);
        modules.forEach(module -> System.out.println("seen:     " + module));
        boolean oauth = modules.stream().anyMatch(module -> module.contains("oauth2"));
        System.exit(oauth && !modules.contains(webauthn) ? 0 : 1);
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java 2> /dev/null
