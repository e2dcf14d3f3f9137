package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.harness.Answer;
import io.github.dynamodbsession.servlet.option.CookiePriority;
import io.github.dynamodbsession.servlet.option.SameSite;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The examples in the README work, and it is complete. */
class ReadmeTest extends FilterTest {

    @Test
    void theExampleIsTheOneThatIsCompiled() throws IOException {
        String source = source(Sessions.class);

        assertThat(readme()).contains(source.substring(source.indexOf("@WebListener")) + "```");
    }

    @Test
    void theSecondExampleIsTheOneThatIsTried() throws IOException {
        String readme = readme();
        int begin = readme.lastIndexOf("SessionFilter filter =");
        String second = readme.substring(begin, readme.indexOf("```", begin));

        assertThat(withoutBlanks(source(ReadmeTest.class))).contains(withoutBlanks(second));
    }

    @Test
    void theSecondExampleWorks() {
        SessionFilter filter = SessionFilter.builder(store)
                .onSessionEnded((request, response) -> {
                    response.reset();
                    response.setStatus(HttpServletResponse.SC_CONFLICT);
                    return true; // answered: whatever the application writes is dropped
                })
                .build();
        String token = stored("name", "value");
        Server server = serve(filter, (request, response) -> {
            request.getSession().setAttribute("name", "other");
            store.delete(idOf(token));
            response.getWriter().print("done");
        });

        assertAnswered(get(server, "/", token), 409, "");
    }

    @Test
    void theExampleWorks() {
        try (Server server = Server.of(Sessions.class, folder)
                .at("/*", (request, response) -> {
                    Integer visits = (Integer) request.getSession().getAttribute("visits");
                    request.getSession().setAttribute("visits", visits == null ? 1 : visits + 1);
                    response.getWriter().print(request.getSession().getAttribute("visits"));
                })
                .start()) {
            Answer first = get(server, "/");

            assertThat(get(server, "/", first.newToken()).body()).isEqualTo("2");
        }
    }

    @Test
    void everyOptionIsInTheTable() throws IOException {
        String readme = readme();

        assertThat(SessionFilter.Builder.class.getMethods())
                .filteredOn(method -> CookieOptions.class.isAssignableFrom(method.getReturnType()))
                .extracting(Method::getName)
                .isNotEmpty()
                .allSatisfy(option -> assertThat(readme).contains("| `" + option + "` |"));
        assertThat(Arrays.asList(SameSite.values()))
                .allSatisfy(value -> assertThat(readme).contains("`" + value + "`"));
        assertThat(Arrays.asList(CookiePriority.values()))
                .allSatisfy(value -> assertThat(readme).contains("`" + value + "`"));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String source(Class<?> type) throws IOException {
        return Files.readString(
                Path.of("src", "test", "java").resolve(type.getName().replace('.', '/') + ".java"));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
