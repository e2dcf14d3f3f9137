package io.github.dynamodbsession.documentation.stranger;

/** Initial POMs, like those that an archetype or an initializer generates. */
final class Skeletons {

    private static final String HEAD =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
            """;

    private Skeletons() {}

    static String plain(String packaging, String ownDependencies) {
        return HEAD
                + """
                  <groupId>com.acme</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                  <packaging>%s</packaging>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <!-- dependencies -->%s<!-- end -->
                  <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-war-plugin</artifactId>
                        <version>3.5.1</version>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """
                        .formatted(packaging, ownDependencies);
    }

    /**
     * A project of Spring Boot.
     *
     * @param netty the version of Netty: that of Spring Boot 4.1.2 has native files that do not resolve everywhere
     */
    static String boot(String springBoot, String starter, String netty) {
        return HEAD
                + """
                  <parent>
                    <groupId>org.springframework.boot</groupId>
                    <artifactId>spring-boot-starter-parent</artifactId>
                    <version>%s</version>
                  </parent>
                  <groupId>com.acme</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                  <properties>
                    <netty.version>%s</netty.version>
                  </properties>
                  <!-- dependencies -->
                  <dependency>
                    <groupId>org.springframework.boot</groupId>
                    <artifactId>%s</artifactId>
                  </dependency>
                  <!-- end -->
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.springframework.boot</groupId>
                        <artifactId>spring-boot-maven-plugin</artifactId>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """
                        .formatted(springBoot, netty, starter);
    }

    static String application() {
        return """
                package com.acme.shop;

                import org.springframework.boot.SpringApplication;
                import org.springframework.boot.autoconfigure.SpringBootApplication;

                @SpringBootApplication
                public class ShopApplication {

                    public static void main(String[] arguments) {
                        SpringApplication.run(ShopApplication.class, arguments);
                    }
                }
                """;
    }

    static String servlet() {
        return """
                package com.acme.shop;

                import jakarta.servlet.annotation.WebServlet;
                import jakarta.servlet.http.HttpServlet;
                import jakarta.servlet.http.HttpServletRequest;
                import jakarta.servlet.http.HttpServletResponse;
                import java.io.IOException;

                @WebServlet("/visits")
                public class VisitsServlet extends HttpServlet {

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        Integer before = (Integer) request.getSession().getAttribute("visits");
                        int visits = before == null ? 1 : before + 1;
                        request.getSession().setAttribute("visits", visits);
                        response.getWriter().print(visits);
                    }
                }
                """;
    }

    static String servletApi() {
        return """

                <dependency>
                  <groupId>jakarta.servlet</groupId>
                  <artifactId>jakarta.servlet-api</artifactId>
                  <version>6.1.0</version>
                  <scope>provided</scope>
                </dependency>
                """;
    }
}
