#!/usr/bin/env bash
# Tomcat 11.0.27 and Jetty 12.1.14: a request that takes longer than the session's time-out, for instance a large upload. A
# session does not end until all servlets that use it have left their service method (Jakarta Servlet, "Session Timeouts"), so
# one would expect the request to keep its session. On Jetty it does. On Tomcat, with its defaults, the same request that has
# just used the session is told that there is none: getSession(false) gives null. The servlet takes its time by sleeping:
# a container measures time-outs by the system's clock.
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
      <groupId>org.eclipse.jetty.ee11</groupId>
      <artifactId>jetty-ee11-servlet</artifactId>
      <version>12.1.14</version>
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
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.logging.LogManager;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

public class Ask {

    public static class Upload extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getSession(false) == null) {
                request.getSession().setMaxInactiveInterval(1);
                return;
            }
            try {
                Thread.sleep(2_500);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            response.getWriter().print(request.getSession(false) == null ? "no session any more" : "still its session");
        }
    }

    static String ask(int port) throws Exception {
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
        browser.send(request, HttpResponse.BodyHandlers.ofString());
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(java.nio.file.Path.of("."), "tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Tomcat.addServlet(tomcat.addContext("", null), "upload", new Upload()).addMapping("/");
        tomcat.start();
        String ofTomcat = ask(tomcat.getConnector().getLocalPort());
        tomcat.stop();

        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addServlet(new ServletHolder(new Upload()), "/");
        jetty.setHandler(context);
        jetty.start();
        String ofJetty = ask(connector.getLocalPort());
        jetty.stop();

        System.out.println("expected: after 2.5 seconds, with a time-out of one, the request still has its session");
        System.out.println("seen:     Tomcat 11.0.27: " + ofTomcat);
        System.out.println("seen:     Jetty 12.1.14: " + ofJetty);
        System.exit(ofTomcat.equals("no session any more") && ofJetty.equals("still its session") ? 0 : 1);
    }
}
JAVA
timeout 120 java -Dslf4j.internal.verbosity=ERROR -cp 'lib/*' Ask.java
