package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class AwsSdkPreinitializerTest {

    /** By itself: without a region, credentials or a network. */
    @Test
    void itNeedsNothingOfItsSurroundings() {
        assertThatCode(new AwsSdkPreinitializer()::preinitialize).doesNotThrowAnyException();
    }

    @Test
    void springBootFindsIt() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class))
                .hasAtLeastOneElementOfType(AwsSdkPreinitializer.class);
    }
}
