package io.github.dynamodbsession.spring.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Faces, Weld and Spring Web Flow keep is kept under their groups, and no further. */
class OtherFrameworksTest {

    private final OtherFrameworks frameworks = new OtherFrameworks(Path.of("target/inventory"));

    @Test
    void itComesBackUnderItsGroup() throws Exception {
        Map<String, OtherFrameworks.Value> values = frameworks.all();
        assertThat(values.keySet()).isEqualTo(OtherFrameworks.NAMES);
        values.forEach((name, value) -> {
            assertThat(value.group().isPresent(frameworks.loader())).as(name).isTrue();
            JavaSerializationCodec codec = JavaSerializationCodec.builder()
                    .classLoader(frameworks.loader())
                    .allow(value.group())
                    .build();
            assertThat(codec.decode(codec.encode(value.object()))).as(name).hasSameClassAs(value.object());
            JavaSerializationCodec without = JavaSerializationCodec.builder()
                    .classLoader(frameworks.loader())
                    .build();
            assertThatThrownBy(() -> without.encode(value.object())).as(name).isInstanceOf(SessionCodecException.class);
        });
    }
}
