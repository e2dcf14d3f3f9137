package io.github.dynamodbsession.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.servlet.container.FilterName;
import org.junit.jupiter.api.Test;

class FilterNameTest {

    @Test
    void itIsThatOfTheFilter() {
        assertThat(FilterName.FULL).isEqualTo(SessionFilter.class.getName());
    }
}
