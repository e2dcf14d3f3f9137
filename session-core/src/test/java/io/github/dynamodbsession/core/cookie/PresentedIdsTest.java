package io.github.dynamodbsession.core.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PresentedIdsTest {

    @Test
    void theFirstFourAreLookedFor() {
        assertThat(PresentedIds.candidates(IntStream.range(0, 400).mapToObj(i -> "id-" + i)))
                .containsExactly("id-0", "id-1", "id-2", "id-3");
    }

    @Test
    void whatCannotBeAnIdOrWasThereBeforeTakesNoPlace() {
        assertThat(PresentedIds.candidates(Stream.of("", "a b", "a", "a", "b", "a", "c", "x".repeat(257), "d", "e")))
                .containsExactly("a", "b", "c", "d");
    }
}
