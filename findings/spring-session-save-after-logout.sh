#!/usr/bin/env bash
# Spring Session 4.1.0: one request logs out (deleteById) while another one, which read the session before, sets an attribute
# and saves. One would expect that save to fail, or at least to tell that there is no session any more. With
# JdbcIndexedSessionRepository it returns as if all had been stored, and nothing was. With MapSessionRepository, which takes
# any java.util.Map, one that is shared by nodes included, it stores the session anew: the logout is undone.
# Needs a JDK 17 and Maven. Exits with 0 while they do this, and otherwise with 1.
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
      <groupId>org.springframework.session</groupId>
      <artifactId>spring-session-jdbc</artifactId>
      <version>4.1.0</version>
    </dependency>
    <dependency>
      <groupId>org.springframework</groupId>
      <artifactId>spring-jdbc</artifactId>
      <version>7.0.10</version>
    </dependency>
    <dependency>
      <groupId>com.h2database</groupId>
      <artifactId>h2</artifactId>
      <version>2.4.240</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib > /dev/null
cat > Ask.java <<'JAVA'
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

public class Ask {

    static <S extends Session> String ask(SessionRepository<S> sessions) {
        S login = sessions.createSession();
        login.setAttribute("user", "ann");
        sessions.save(login);

        S slow = sessions.findById(login.getId());
        sessions.deleteById(login.getId());
        slow.setAttribute("cart", "hat");
        String save;
        try {
            sessions.save(slow);
            save = "the save returns";
        } catch (RuntimeException e) {
            save = "the save throws " + e.getClass().getSimpleName();
        }
        return save + (sessions.findById(login.getId()) == null ? ", there is no session" : ", the session is back");
    }

    public static void main(String[] args) {
        DriverManagerDataSource database = new DriverManagerDataSource("jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("org/springframework/session/jdbc/schema-h2.sql"))
                .execute(database);
        String jdbc = ask(new JdbcIndexedSessionRepository(
                new JdbcTemplate(database), new TransactionTemplate(new DataSourceTransactionManager(database))));
        String map = ask(new MapSessionRepository(new ConcurrentHashMap<>()));

        System.out.println("Spring Session 4.1.0");
        System.out.println("expected: the save throws, and there is no session");
        System.out.println("seen:     JdbcIndexedSessionRepository: " + jdbc);
        System.out.println("seen:     MapSessionRepository: " + map);
        boolean seen = jdbc.equals("the save returns, there is no session")
                && map.equals("the save returns, the session is back");
        System.exit(seen ? 0 : 1);
    }
}
JAVA
timeout 120 java -cp 'lib/*' Ask.java
