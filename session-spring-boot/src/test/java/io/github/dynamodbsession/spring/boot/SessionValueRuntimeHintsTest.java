package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What a native image is told, by the hints that Spring finds on the class path. */
class SessionValueRuntimeHintsTest {

    private static RuntimeHints hints() {
        RuntimeHints hints = new RuntimeHints();
        List<RuntimeHintsRegistrar> all = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class);
        all.stream()
                .filter(one -> one.getClass().getName().startsWith("io.github.dynamodbsession."))
                .forEach(one -> one.registerHints(hints, SessionValueRuntimeHintsTest.class.getClassLoader()));
        return hints;
    }

    @Test
    void valuesOfSessions() {
        RuntimeHints hints = hints();
        assertThat(reflection().onJavaSerialization(UUID.class, true)).accepts(hints);
        assertThat(reflection().onJavaSerialization(String[].class, true)).accepts(hints);
        assertThat(reflection().onJavaSerialization(TypeReference.of("java.time.Ser"), true))
                .accepts(hints);
    }
}
