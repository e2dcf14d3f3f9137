package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every option of the filter is also a parameter, except for those that are code. */
class FilterParametersTest {

    private static final Set<String> CODE_ONLY = Set.of("listener", "onSessionEnded", "onSessionFailure");

    /** An option without a parameter, and without an entry in the list of exceptions. */
    private static Set<String> forgotten(Class<? extends SessionOptions<?>> builder) {
        Set<String> forgotten = new TreeSet<>(optionsOf(builder));
        forgotten.removeAll(FilterParameters.names());
        forgotten.removeAll(CODE_ONLY);
        return forgotten;
    }

    private static Set<String> optionsOf(Class<? extends SessionOptions<?>> builder) {
        return Stream.of(builder.getMethods())
                .filter(method -> CookieOptions.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void everyOptionHasAParameterOrIsCode() {
        assertThat(optionsOf(SessionFilter.Builder.class)).hasSizeGreaterThan(CODE_ONLY.size());
        assertThat(forgotten(SessionFilter.Builder.class)).isEmpty();
    }

    @Test
    void anOptionThatHasBeenForgottenIsFound() {
        assertThat(forgotten(Extended.class)).containsExactly("maxIdsTried");
    }

    @Test
    void everyParameterIsAnOptionAndNoneIsCode() {
        assertThat(optionsOf(SessionFilter.Builder.class))
                .containsAll(FilterParameters.names())
                .containsAll(CODE_ONLY);
        assertThat(FilterParameters.names()).doesNotContainAnyElementsOf(CODE_ONLY);
    }

    @Test
    void theReadmeSaysWhichAreCode() throws IOException {
        String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");

        assertThat(readme).contains("but for `listener`, `onSessionEnded` and `onSessionFailure`, which are code");
    }

    /** The builder with one more option. */
    public abstract static class Extended extends SessionOptions<Extended> {

        public Extended maxIdsTried(int value) {
            assertThat(value).isPositive();
            return this;
        }
    }
}
