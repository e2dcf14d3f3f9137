#!/usr/bin/env bash
# Jetty 12.1.14 and Tomcat 11.0.27: a servlet begins a session and then calls ServletResponse.reset(), as error handling does
# before it writes something else. reset() clears the headers, and what it should do to the cookie of the session is left to
# the container; one would expect it to be sent once, or not at all. Tomcat drops it with the other headers, so that the
# session is never found again. Jetty puts it back after reset() and adds it once more: the answer has it twice.
# Needs a JDK 17 and Maven. Exits with 0 while they answer in this way, and otherwise with 1.
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

    public static class Resetting extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession().setAttribute("cart", "hat");
            response.reset();
            response.getWriter().print("done");
        }
    }

    static long cookies(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().equals("done")) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.headers().allValues("set-cookie").stream().filter(each -> each.startsWith("JSESSIONID=")).count();
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(java.nio.file.Path.of("."), "tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Tomcat.addServlet(tomcat.addContext("", null), "resetting", new Resetting()).addMapping("/");
        tomcat.start();
        long ofTomcat = cookies(tomcat.getConnector().getLocalPort());
        tomcat.stop();

        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addServlet(new ServletHolder(new Resetting()), "/");
        jetty.setHandler(context);
        jetty.start();
        long ofJetty = cookies(connector.getLocalPort());
        jetty.stop();

        System.out.println("expected: the cookie of the new session once");
        System.out.println("seen:     Tomcat 11.0.27: " + ofTomcat + " times");
        System.out.println("seen:     Jetty 12.1.14: " + ofJetty + " times");
        System.exit(ofTomcat == 0 && ofJetty == 2 ? 0 : 1);
    }
}
JAVA
timeout 120 java -Dslf4j.internal.verbosity=ERROR -cp 'lib/*' Ask.java
