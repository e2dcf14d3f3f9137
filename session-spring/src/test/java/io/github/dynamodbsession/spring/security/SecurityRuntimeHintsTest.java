package io.github.dynamodbsession.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.jackson.CoreJacksonModule;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** What a native image is told, by the hints that Spring finds on the class path. */
class SecurityRuntimeHintsTest {

    private static RuntimeHints hints(ClassLoader loader) {
        RuntimeHints hints = new RuntimeHints();
        List<RuntimeHintsRegistrar> all = SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class);
        all.stream()
                .filter(one -> one.getClass().getName().startsWith("io.github.dynamodbsession."))
                .forEach(one -> one.registerHints(hints, loader));
        return hints;
    }

    @Test
    void whatSpringSecurityKeepsInThem() throws Exception {
        RuntimeHints hints = hints(getClass().getClassLoader());
        assertThat(reflection().onConstructorInvocation(CoreJacksonModule.class.getConstructor()))
                .accepts(hints);
        assertThat(reflection().onConstructorInvocation(BadCredentialsException.class.getConstructor(String.class)))
                .accepts(hints);
        assertThat(reflection().onType(SecurityContextImpl.class)).accepts(hints);
        assertThat(reflection().onMethodInvocation(User.class.getDeclaredMethod("getUsername")))
                .accepts(hints);
        assertThat(reflection().onType(DefaultCsrfToken.class)).accepts(hints);
        assertThat(reflection().onType(TypeReference.of("org.springframework.security.jackson.UserMixin")))
                .accepts(hints);
        Class<?> reactiveToken = org.springframework.security.web.server.csrf.DefaultCsrfToken.class;
        assertThat(reflection().onConstructorInvocation(reactiveToken.getDeclaredConstructors()[0]))
                .accepts(hints);
        assertThat(reflection()
                        .onType(TypeReference.of(
                                "org.springframework.security.web.server.jackson.DefaultCsrfServerTokenMixin")))
                .accepts(hints);
        assertThat(reflection().onConstructorInvocation(StoredException.class.getDeclaredConstructors()[0]))
                .accepts(hints);
    }

    @Test
    void everyNameIsThatOfAClass() throws Exception {
        // What is registered "if present" would be left out in silence if it were renamed.
        long named = hints(getClass().getClassLoader())
                .reflection()
                .typeHints()
                .filter(hint -> hint.getType().getName().startsWith("org.springframework.security."))
                .count();
        assertThat(named).isEqualTo(SecurityRuntimeHints.names());
    }

    @Test
    void nothingOfItWithoutSpringSecurity() {
        RuntimeHints hints = hints(new WithoutSpringSecurity());
        assertThat(hints.reflection().typeHints())
                .noneMatch(hint -> hint.getType().getName().startsWith("org.springframework.security."));
    }

    private static final class WithoutSpringSecurity extends ClassLoader {

        WithoutSpringSecurity() {
            super(SecurityRuntimeHintsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.springframework.security.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
