#!/usr/bin/env bash
# Undertow 2.3.26 and Tomcat 11.0.27: a servlet sets a cookie by addCookie, another one by addHeader, as an attribute that
# Cookie does not know may need it, and then throws an exception. No error page is mapped. One would expect both cookies in
# the answer with 500, or none. Tomcat sends both. Undertow clears the headers of a response whose request failed, but not
# what addCookie was given: one of the two cookies is lost.
# Needs a JDK 17 and Maven. Exits with 0 while they differ in this way, and otherwise with 1.
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
      <groupId>io.undertow</groupId>
      <artifactId>undertow-servlet</artifactId>
      <version>2.3.26.Final</version>
    </dependency>
    <dependency>
      <groupId>org.apache.tomcat.embed</groupId>
      <artifactId>tomcat-embed-core</artifactId>
      <version>11.0.27</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
cat > Ask.java <<'JAVA'
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.logging.LogManager;
import org.apache.catalina.startup.Tomcat;

public class Ask {

    public static class Failing extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.addCookie(new Cookie("by-cookie", "1"));
            response.addHeader("Set-Cookie", "by-header=1");
            throw new IllegalStateException("after the cookie was set");
        }
    }

    static String ask(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + ", cookies " + answer.headers().allValues("set-cookie");
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(java.nio.file.Path.of("."), "tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Tomcat.addServlet(tomcat.addContext("", null), "failing", new Failing()).addMapping("/");
        tomcat.start();
        String ofTomcat = ask(tomcat.getConnector().getLocalPort());
        tomcat.stop();

        var deployment = Servlets.defaultContainer()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(Ask.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("failing")
                        .addServlet(Servlets.servlet("failing", Failing.class).addMapping("/")));
        deployment.deploy();
        Undertow undertow = Undertow.builder().addHttpListener(0, "127.0.0.1", deployment.start()).build();
        undertow.start();
        String ofUndertow = ask(((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort());
        undertow.stop();

        System.out.println("expected: both containers answer alike");
        System.out.println("seen:     Tomcat 11.0.27: " + ofTomcat);
        System.out.println("seen:     Undertow 2.3.26: " + ofUndertow);
        boolean differ = ofTomcat.equals("500, cookies [by-cookie=1, by-header=1]")
                && ofUndertow.equals("500, cookies [by-cookie=1]");
        System.exit(differ ? 0 : 1);
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java
