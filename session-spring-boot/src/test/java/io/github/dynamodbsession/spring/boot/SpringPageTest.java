package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about Spring names every property and no other; and each says to an editor what it is for. */
class SpringPageTest {

    private static final Pattern NAME = Pattern.compile("`([a-z.-]+)`");

    private static List<JsonNode> metadata() throws IOException {
        try (InputStream file =
                DynamoDbSessionProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            List<JsonNode> properties = new ArrayList<>();
            JsonMapper.shared().readTree(file).get("properties").forEach(properties::add);
            return properties;
        }
    }

    private static List<String> documented() throws IOException {
        List<String> names = new ArrayList<>();
        String page = Files.readString(Path.of("../docs/spring.md"));
        String table = page.substring(page.indexOf("| property |"), page.indexOf("The timeout is that of"));
        for (String line : table.lines().skip(2).toList()) {
            Matcher name = NAME.matcher(line.split("\\|", -1).length > 1 ? line.split("\\|", -1)[1] : "");
            while (name.find()) {
                names.add(DynamoDbSessionProperties.PREFIX + "." + name.group(1));
            }
        }
        return names;
    }

    @Test
    void thePageNamesEveryPropertyOnce() throws IOException {
        assertThat(documented())
                .containsExactlyInAnyOrderElementsOf(metadata().stream()
                        .map(property -> property.get("name").asString())
                        .filter(name -> name.startsWith(DynamoDbSessionProperties.PREFIX))
                        .toList());
    }
}
