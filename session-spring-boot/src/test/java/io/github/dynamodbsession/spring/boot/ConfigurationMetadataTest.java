package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.Cookie;
import org.springframework.session.SaveMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows of the properties, as the build has written it. */
class ConfigurationMetadataTest {

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX + ".";

    /** Where there is no single value that is the default: none, or it depends on something else. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            PREFIX + "absolute-lifetime", // none
            PREFIX + "accept-both-tokens", // whether tokens are hashed
            PREFIX + "unknown-token-memory", // depends on that, too
            PREFIX + "access-key-id", // the SDK's chain
            PREFIX + "allowed-classes", // none
            PREFIX + "allowed-packages", // none besides the application's
            PREFIX + "announce-expiry", // whether something listens
            PREFIX + "cleanup-interval", // never or five minutes
            PREFIX + "cookie.secrets", // none
            PREFIX + "encryption.aead", // none
            PREFIX + "encryption.bound-to", // nothing
            PREFIX + "encryption.index-secrets", // none
            PREFIX + "encryption.key-encryption", // none
            PREFIX + "encryption.key-uri", // none
            PREFIX + "encryption.keyset-file", // none
            PREFIX + "endpoint", // the region's
            PREFIX + "indexes", // none
            PREFIX + "operation-timeout", // twice call-timeout
            PREFIX + "read-capacity", // on demand
            PREFIX + "region", // the SDK's chain
            PREFIX + "renew-id-after", // never
            PREFIX + "save-mode", // all have one meaning
            PREFIX + "scan-read-units", // no bound
            PREFIX + "secret-access-key", // the SDK's chain
            PREFIX + "storage", // what is on the class path
            PREFIX + "table-name", // required
            PREFIX + "write-capacity"); // on demand

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static JsonNode metadata() throws IOException {
        try (InputStream file =
                DynamoDbSessionProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(file);
        }
    }

    private static Map<String, JsonNode> named(String group) throws IOException {
        Map<String, JsonNode> byName = new TreeMap<>();
        metadata().path(group).forEach(entry -> byName.put(entry.get("name").asString(), entry));
        return byName;
    }

    /** The properties that are bound, with their types. */
    private static Map<String, Class<?>> bound(String prefix, Class<?> type) {
        Map<String, Class<?>> bound = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord()) {
                bound.putAll(bound(name + ".", component.getType()));
            } else {
                bound.put(name, component.getType());
            }
        }
        return bound;
    }

    private static Map<String, Class<?>> bound() {
        return bound(PREFIX, DynamoDbSessionProperties.class);
    }

    private static List<String> hinted(String property) throws IOException {
        JsonNode hint = named("hints").get(property);
        assertThat(hint).as("the hint of " + property).isNotNull();
        List<String> values = new ArrayList<>();
        for (JsonNode value : hint.path("values")) {
            assertThat(value.path("description").asString(""))
                    .as("what is said of " + value)
                    .endsWith(".");
            values.add(value.get("value").asString());
        }
        return values;
    }

    private static List<String> texts(Object... constants) {
        return Arrays.stream(constants)
                .map(constant -> ConfigurationFailure.text((Enum<?>) constant))
                .toList();
    }

    @Test
    void everyPropertyThatIsBoundIsThere() throws IOException {
        assertThat(named("properties").keySet().stream().filter(name -> name.startsWith(PREFIX)))
                .containsExactlyInAnyOrderElementsOf(bound().keySet());
    }

    @Test
    void everyPropertyHasADescription() throws IOException {
        assertThat(named("properties").values())
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as("the description of " + property.get("name"))
                        .hasSizeGreaterThan(10)
                        .endsWith("."));
    }

    @Test
    void everyPropertyThatHasADefaultSaysIt() throws IOException {
        assertThat(named("properties").entrySet().stream()
                        .filter(property -> !property.getValue().has("defaultValue"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_DEFAULT);
    }

    /** Of several properties in one row of the page, each has the default at its place. */
    @Test
    void itIsTheDefaultOfThePage() throws IOException {
        Map<String, JsonNode> properties = named("properties");
        String page = Files.readString(Path.of("../docs/spring.md"));
        String table = page.substring(page.indexOf("| property |"), page.indexOf("The timeout is that of"));
        int compared = 0;
        for (String line :
                table.lines().skip(2).filter(row -> row.startsWith("|")).toList()) {
            List<String> cells = Arrays.asList(line.split("\\|", -1));
            List<String> names = quoted(cells.get(1));
            List<String> defaults = quoted(cells.get(2));
            for (int i = 0; i < names.size(); i++) {
                JsonNode property = properties.get(PREFIX + names.get(i));
                String ofPage = i < defaults.size() ? defaults.get(i) : null;
                assertThat(text(property)).as("the default of " + names.get(i)).isEqualTo(meant(names.get(i), ofPage));
                compared += ofPage == null ? 0 : 1;
            }
        }
        assertThat(compared).isGreaterThan(15);
    }

    /** Where the page names another property in place of a value, there is none. */
    private static @Nullable String meant(String name, @Nullable String ofPage) {
        return WITHOUT_DEFAULT.contains(PREFIX + name) ? null : ofPage;
    }

    private static @Nullable String text(JsonNode property) {
        return Optional.ofNullable(property.get("defaultValue"))
                .map(JsonNode::asString)
                .orElse(null);
    }

    private static List<String> quoted(String cell) {
        List<String> found = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(cell);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyPropertyWithNamedValuesHintsAtEachOfThem() throws IOException {
        for (Map.Entry<String, Class<?>> property : bound().entrySet()) {
            if (property.getValue().isEnum()) {
                Stream<Object> constants = Stream.of(
                                (Object[]) property.getValue().getEnumConstants())
                        .filter(constant -> constant != SaveMode.ALWAYS); // refused
                assertThat(hinted(property.getKey()))
                        .as("the hints of " + property.getKey())
                        .containsExactlyInAnyOrderElementsOf(texts(constants.toArray()));
            }
        }
    }

    /** Spring Boot's own, which has none. */
    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void theCookiesSameSiteIsHintedAt(String kind) throws IOException {
        assertThat(hinted("server." + kind + ".session.cookie.same-site"))
                .containsExactlyInAnyOrderElementsOf(texts((Object[]) Cookie.SameSite.values()));
    }

    @Test
    void namesOfClassesAndPackagesAreCompleted() throws IOException {
        Map<String, JsonNode> hints = named("hints");
        assertThat(hints).containsKeys(PREFIX + "allowed-classes", PREFIX + "allowed-packages", PREFIX + "indexes");
        assertThat(hints.get(PREFIX + "allowed-classes").path("providers").toString())
                .contains("class-reference");
        assertThat(hints.get(PREFIX + "allowed-packages").path("providers").toString())
                .contains("logger-name");
        assertThat(hinted(PREFIX + "indexes")).contains("principal");
    }
}
