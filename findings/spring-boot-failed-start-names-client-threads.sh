#!/usr/bin/env bash
# Spring Boot 4.1.2 on Tomcat 11, with a DynamoDbClient of the AWS SDK 2.57.8 that a filter needs. The client is a bean, which
# Spring closes, and another filter cannot be made: the start fails, and Boot's report says why. One would expect that report
# alone. Before it, Tomcat warns of a "memory leak" for the thread of the client's connections, with its stack: Spring Boot
# stops the web server first, and destroys the beans after that. Whoever has a client beneath a filter, as session stores do,
# reads of a leak that there is not, above the cause.
# Needs a JDK 17 and Maven. Exits with 0 while Spring Boot does so, and otherwise with 1.
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
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-dependencies</artifactId>
        <version>4.1.2</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>spring-boot-starter-webmvc</artifactId>
    </dependency>
    <dependency>
      <groupId>software.amazon.awssdk</groupId>
      <artifactId>dynamodb</artifactId>
      <version>2.57.8</version>
      <exclusions>
        <exclusion>
          <groupId>software.amazon.awssdk</groupId>
          <artifactId>netty-nio-client</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
mkdir -p shop
cat > shop/Shop.java <<'JAVA'
package shop;

import jakarta.servlet.Filter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@SpringBootApplication
public class Shop {

    public static void main(String[] args) {
        System.out.println("Spring Boot " + SpringBootVersion.getVersion() + ", AWS SDK " + VersionInfo.SDK_VERSION);
        SpringApplication.run(Shop.class, "--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
    }

    @Bean(destroyMethod = "close")
    DynamoDbClient client() {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @Bean
    @Order(1)
    Filter sessions(DynamoDbClient client) {
        return (request, response, chain) -> chain.doFilter(request, response);
    }

    @Bean
    @Order(2)
    Filter goods() {
        throw new IllegalStateException("the shop has no goods");
    }
}
JAVA
javac -proc:none -parameters -cp 'lib/*' shop/Shop.java
timeout 120 java -cp '.:lib/*' shop.Shop > output.txt 2>&1 || true
grep -m 1 '^Spring Boot' output.txt
echo "expected: the report of a start that failed, since 'the shop has no goods', and no warning of a leak"
warned=$(grep -n -m 1 'likely to create a memory leak' output.txt | cut -d: -f1 || true)
failed=$(grep -n -m 1 'Application run failed\|APPLICATION FAILED TO START' output.txt | cut -d: -f1 || true)
echo "seen:     $(grep -m 1 -o 'appears to have started a thread named.*likely to create a memory leak' output.txt || echo 'no such warning')"
echo "seen:     the warning in line ${warned:-none} of the output, the report of the failed start in line ${failed:-none}"
[[ -n "$warned" && -n "$failed" && "$warned" -lt "$failed" ]]
