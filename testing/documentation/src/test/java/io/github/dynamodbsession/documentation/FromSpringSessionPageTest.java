package io.github.dynamodbsession.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FromSpringSessionPageTest {

    private final Page page = Page.of("docs/from-spring-session.md");

    private Set<String> named(String pattern) {
        return Pattern.compile("`(" + pattern + "[a-z.-]*[a-z])(=[a-z]+)?`")
                .matcher(page.text())
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void thePropertiesOfSpringSessionAreThoseThatThereAre() {
        assertThat(named("spring\\.session\\."))
                .hasSizeGreaterThan(7)
                .isSubsetOf(BootProperties.beginningWith("spring.session."));
    }

    @Test
    void soAreOurs() {
        assertThat(named("dynamodb\\.session\\."))
                .hasSizeGreaterThan(7)
                .isSubsetOf(BootProperties.beginningWith("dynamodb.session."));
    }
}
