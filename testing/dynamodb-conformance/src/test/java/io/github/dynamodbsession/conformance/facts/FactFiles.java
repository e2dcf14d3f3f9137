package io.github.dynamodbsession.conformance.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files with the facts, one for each topic. */
final class FactFiles {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String ENDING = ".json";

    private FactFiles() {}

    /** All of them, sorted by topic. */
    static List<Path> all() {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(FactFiles.class.getResource("/facts"), "the folder facts")
                        .toURI()))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String topic(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    static List<Fact> read(Path file) {
        JsonNode entries = JSON.readTree(file.toFile());
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> Fact.of(topic(file), entry))
                .toList();
    }
}
