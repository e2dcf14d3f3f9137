#!/usr/bin/env bash
# Undertow 2.3.26: HttpServletRequest.changeSessionId() with a HttpSessionIdListener. Jakarta Servlet says that listeners are
# told when the id of a session has changed; one would expect once a change. Undertow tells each listener twice, with the same
# former id. Who counts sessions, or moves what is held under the former id, finds nothing there at the second call.
# Needs a JDK 17 and Maven. Exits with 0 while it tells them twice, and otherwise with 1.
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
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
cat > Ask.java <<'JAVA'
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogManager;

public class Ask {

    static final List<String> FORMER = new CopyOnWriteArrayList<>();

    public static class Told implements HttpSessionIdListener {
        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
            FORMER.add(oldSessionId);
        }
    }

    public static class Login extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String id = request.getSession().getId();
            request.changeSessionId();
            response.getWriter().print(id);
        }
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        var deployment = Servlets.defaultContainer()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(Ask.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("login")
                        .addListener(Servlets.listener(Told.class))
                        .addServlet(Servlets.servlet("login", Login.class).addMapping("/")));
        deployment.deploy();
        Undertow undertow = Undertow.builder().addHttpListener(0, "127.0.0.1", deployment.start()).build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
        String id = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        undertow.stop();

        System.out.println("Undertow 2.3.26");
        System.out.println("expected: sessionIdChanged once for one changeSessionId");
        System.out.println("seen:     " + FORMER.size() + " times, with the same former id: " + FORMER.stream().allMatch(id::equals));
        System.exit(FORMER.equals(List.of(id, id)) ? 0 : 1);
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java
