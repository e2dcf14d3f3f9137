package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.SessionIds;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {

    @Test
    void anIdIsOf192BitsAsBase64Url() {
        Set<String> ids = Stream.generate(new RandomIds(RandomIds.SESSION_ID_BYTES))
                .limit(1_000)
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(1_000).allSatisfy(id -> {
            assertThat(id).matches("[A-Za-z0-9_-]{32}");
            assertThat(SessionIds.isValid(id)).isTrue();
        });
    }

    @Test
    void everyCharacterTurnsUp() {
        long characters = Stream.generate(new RandomIds(RandomIds.WRITE_TOKEN_BYTES))
                .limit(1_000)
                .flatMapToInt(String::chars)
                .distinct()
                .count();

        assertThat(characters).isEqualTo(64);
    }
}
