package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @Test
    void withoutOptionsThereAreTwoNodesAndAnEngineOfTheirOwn() {
        assertThat(DemoOptions.defaults())
                .isEqualTo(new DemoOptions(
                        List.of(8081, 8082),
                        null,
                        "sessions",
                        true,
                        1024,
                        LayoutKind.NATIVE,
                        null,
                        "id",
                        StorageKind.DYNAMO_V2,
                        CodecKind.JDK,
                        Tokens.HASHED,
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        "SESSION",
                        List.of(),
                        FailureKind.FAIL));
    }

    @Test
    void everyOptionIsTaken() {
        assertThat(parse(
                        "--ports=9001",
                        "--endpoint=https://dynamo.test:8000/x",
                        "--table=my.sessions_1-a",
                        "--native-ttl=false",
                        "--max-head-size=0",
                        "--layout=native",
                        "--key-prefix=my app:",
                        "--key-attribute=sid",
                        "--storage=dynamo-v2",
                        "--codec=jdk",
                        "--tokens=plain",
                        "--ttl=14d",
                        "--touch-after=0",
                        "--cleanup-interval=500ms",
                        "--cookie-name=connect.sid",
                        "--cookie-secret=one of 24 characters, it",
                        "--cookie-secret=two=2, of 24 characters",
                        "--on-failure=continue"))
                .isEqualTo(new DemoOptions(
                        List.of(9001),
                        URI.create("https://dynamo.test:8000/x"),
                        "my.sessions_1-a",
                        false,
                        0,
                        LayoutKind.NATIVE,
                        "my app:",
                        "sid",
                        StorageKind.DYNAMO_V2,
                        CodecKind.JDK,
                        Tokens.PLAIN,
                        Duration.ofDays(14),
                        Duration.ZERO,
                        Duration.ofMillis(500),
                        "connect.sid",
                        List.of("one of 24 characters, it", "two=2, of 24 characters"),
                        FailureKind.CONTINUE));
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "2s, PT2S", "30m, PT30M", "12h, PT12H", "14d, PT336H", "0, PT0S", "0s, PT0S"})
    void durationsAreANumberAndAUnit(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--foo", "--foo=1", "8081", "", "-", "--", "=", "-x", "https://localhost"})
    void whatIsNearNoOptionIsRefusedWithAllThatThereAre(String argument) {
        assertRefused(
                "argument 2 is not an option; the options are --ports, --endpoint, --table,", "--ttl=1m", argument);
    }

    @ParameterizedTest
    @CsvSource({
        "--port=8081, --ports",
        "--prots=8081, --ports",
        "ports=8081, --ports",
        "-ports=8081, --ports",
        "\u2013ports=8081, --ports",
        "--Ports=8081, --ports",
        "--ports:8081, --ports",
        "--ports8081, --ports",
        "--end-point=http://localhost:8000, --endpoint",
        "--tableName=x, --table",
        "--nativeTtl=false, --native-ttl",
        "--token=plain, --tokens",
        "--lay-out=native, --layout",
        "--keyprefix=x, --key-prefix",
        "--key-attr=x, --key-attribute",
        "--tll=1m, --ttl",
        "--clean-up-interval=0, --cleanup-interval",
        "--touch=1s, --touch-after",
        "--cookie_name=x, --cookie-name",
        "--cookie-secrt=x, --cookie-secret",
        "--cookie=x, --cookie-name or --cookie-secret",
        "--onfailure=fail, --on-failure",
        "--hlep, --help",
        "-help, --help"
    })
    void anOptionThatIsMistypedIsRefusedWithTheOneThatIsMeant(String argument, String meant) {
        assertRefused("argument 1 is not an option; did you mean " + meant + "? --help shows all", argument);
    }

    /** No two characters of it beside each other are in any message by themselves. */
    private static final String SECRET = "ZQXJ9938#WVYK&77@&QZ$XKCD";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--cookie-secrt=%s",
                "--cookie-secret:%s",
                "--cookie-secret%s",
                "--cookie-secret%s=",
                "--cookie-secret %s",
                "--cookie-secret\t=%s",
                "--cookie_secret=%s",
                "--COOKIE-SECRET=%s",
                "--secret=%s",
                "--%s",
                "--%s=1",
                "-%s",
                "%s",
                "=%s",
                "--foo=%s",
                "--foo%s=bar",
                "--help=%s",
                "-h=%s",
                "--ports=%s",
                "--endpoint=%s",
                "--endpoint=http://user:%s@",
                "--table=%s",
                "--native-ttl=%s",
                "--max-head-size=%s",
                "--layout=%s",
                "--key-prefix=%sx",
                "--layout=connect-dynamodb-session --key-prefix=%s",
                "--storage=%s",
                "--codec=%s",
                "--tokens=%s",
                "--ttl=%s",
                "--touch-after=%s",
                "--cleanup-interval=%s",
                "--cookie-name=%s;",
                "--on-failure=%s"
            })
    void nothingOfWhatIsRefusedIsRepeated(String form) {
        assertThatThrownBy(() -> parse(form.formatted(SECRET)))
                .isInstanceOf(OptionException.class)
                .satisfies(refused -> {
                    for (int i = 0; i < SECRET.length() - 1; i++) {
                        assertThat(refused.getMessage()).doesNotContainIgnoringCase(SECRET.substring(i, i + 2));
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ports", "--ports=", "--endpoint=", "--table", "--ttl="})
    void anOptionWithoutAValueIsRefused(String argument) {
        assertRefused("needs a value, written as --", argument);
    }

    @Test
    void anOptionGivenTwiceIsRefused() {
        assertRefused("--ttl is given twice", "--ttl=1m", "--ports=1", "--ttl=1m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "65536", "8081,", ",8081", "8081,8081", "8081;8082", "x", "-1", "8081, 8082", "999999"})
    void portsThatAreNoneAreRefused(String value) {
        assertRefused("invalid value for --ports; expected different ports", "--ports=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://host", "http://", "http:// host", "nonsense", "http:/x"})
    void anEndpointThatIsNoUrlOfTheWebIsRefused(String value) {
        assertRefused("for --endpoint; expected an http or https URL", "--endpoint=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "my table", "tëst", "a/b/c"})
    void aNameThatNoTableCanHaveIsRefused(String value) {
        assertRefused("for --table; expected 3 to 255", "--table=" + value);
    }

    @ParameterizedTest
    @EnumSource
    void everyStorageIsTakenAndExplained(StorageKind storage) {
        assertThat(parse("--storage=" + storage.option()).storage()).isEqualTo(storage);
        assertThat(DemoOptions.HELP).contains(storage.option());
    }

    @Test
    void aSecretThatCanBeGuessedIsRefused() {
        String message = "--cookie-secret must have at least 16 bytes";
        assertRefused(message, "--cookie-secret=keyboard cat");
        assertRefused(message, "--cookie-secret=keyboard cat keyboard cat", "--cookie-secret=123456789012345");
        assertThatThrownBy(() -> parse("--cookie-secret=keyboard cat")).hasMessageNotContaining("keyboard");
    }

    @Test
    void anUnknownStorageIsRefused() {
        assertRefused(
                "invalid value for --storage; expected " + OptionValue.all(StorageKind.values()), "--storage=redis");
    }

    @ParameterizedTest
    @EnumSource
    void everyCodecIsTakenAndExplained(CodecKind codec) {
        assertThat(parse("--codec=" + codec.option()).codec()).isEqualTo(codec);
        assertThat(DemoOptions.HELP).contains(codec.option());
    }

    @Test
    void anUnknownCodecIsRefused() {
        assertRefused("invalid value for --codec; expected jdk, jackson or gson", "--codec=kryo");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfTokensIsTakenAndExplained(Tokens tokens) {
        assertThat(parse("--tokens=" + tokens.option()).tokens()).isEqualTo(tokens);
        assertThat(DemoOptions.HELP).contains(tokens.option());
    }

    @Test
    void anUnknownKindOfTokensIsRefused() {
        assertRefused("invalid value for --tokens; expected hashed or plain", "--tokens=HASHED");
    }

    @ParameterizedTest
    @EnumSource
    void everyLayoutIsTakenAndExplained(LayoutKind layout) {
        assertThat(parse("--layout=" + layout.option()).layout()).isEqualTo(layout);
        assertThat(DemoOptions.HELP).contains(layout.option());
    }

    @Test
    void anUnknownLayoutIsRefused() {
        assertRefused(
                "invalid value for --layout; expected native, connect-dynamodb-session or connect-dynamodb",
                "--layout=redis");
    }

    /** Otherwise the two would not find each other's sessions. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE")
    void aLayoutOfExpressHasTheDefaultsOfExpress(LayoutKind layout) {
        DemoOptions options = parse("--layout=" + layout.option());

        assertThat(options.codec()).isEqualTo(CodecKind.GSON);
        assertThat(options.tokens()).isEqualTo(Tokens.PLAIN);
        assertThat(options.cookieName()).isEqualTo("connect.sid");
        assertThat(options.cookieSecrets()).hasSize(1).noneMatch(String::isBlank);
        assertThat(options.cookieSecrets())
                .as("random")
                .isNotEqualTo(parse("--layout=" + layout.option()).cookieSecrets());
        String secret = "keyboard cat keyboard cat";
        assertThat(parse("--layout=" + layout.option(), "--cookie-secret=" + secret)
                        .cookieSecrets())
                .containsExactly(secret);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE")
    void whatExpressDoesNotUnderstandIsRefused(LayoutKind layout) {
        String option = "--layout=" + layout.option();
        assertRefused("for --codec; expected jackson or gson with " + option, option, "--codec=jdk");
        assertRefused("for --tokens; expected plain with " + option, option, "--tokens=hashed");
        assertRefused("only for --layout=native; omit them with " + option, option, "--max-head-size=0");
        assertRefused("only for --layout=native; omit them with " + option, option, "--native-ttl=true");
    }

    @Test
    void theKeysOfEachLayoutAreWhatItsStoreCanHave() {
        DemoOptions options =
                parse("--layout=connect-dynamodb", "--key-prefix=app-", "--key-attribute=sid", "--codec=jackson");
        assertThat(options.keyPrefix()).isEqualTo("app-");
        assertThat(options.keyAttribute()).isEqualTo("sid");

        String message = "for --key-prefix; expected at most 512 bytes";
        assertRefused(message + ", the last a character that no session id contains", "--key-prefix=app-");
        assertRefused(message, "--layout=connect-dynamodb", "--key-prefix=" + "ü".repeat(257));
        assertRefused("for --key-attribute; expected the name", "--key-attribute=" + "x".repeat(256));
        for (String option : List.of("--key-prefix=a:", "--key-attribute=a")) {
            assertRefused(
                    "--key-prefix, --key-attribute are not options of that store",
                    "--layout=connect-dynamodb-session",
                    option);
        }
    }

    @Test
    void whatOnlyDynamoDbHasIsRefusedInMemory() {
        assertRefused("are only for --storage=dynamo-v2", "--storage=inmemory", "--endpoint=http://localhost:8000");
        assertRefused("are only for --storage=dynamo-v2", "--table=abc", "--storage=inmemory");
        assertRefused("are only for --storage=dynamo-v2", "--native-ttl=true", "--storage=inmemory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "409601", "1KB", "1e3"})
    void theSizeOfAHeadIsANumberOfBytesOfAnItem(String value) {
        assertRefused("for --max-head-size; expected a number of bytes from 0 to 409600", "--max-head-size=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "off", "False", "0"})
    void aTimeToLiveThatIsNeitherOnNorOffIsRefused(String value) {
        assertRefused("for --native-ttl; expected true or false", "--native-ttl=" + value);
    }

    @Test
    void anOptionThatTheLibraryNamesIsCalledAsItIsHere() {
        assertThat(OptionReader.inOptions("Set nativeTtl to false; then cleanupInterval counts, autoCreate does not."))
                .isEqualTo("Set --native-ttl to false; then --cleanup-interval counts, autoCreate does not.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999ms", "-1s", "1", "1 m", "m", "1w", "1M", "1.5h", "9999999999s", "999999999d"})
    void aTtlThatIsNoDurationOrTooShortOrTooLongIsRefused(String value) {
        assertRefused("invalid value for --ttl; expected a number and a unit", "--ttl=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "ten", "-0"})
    void durationsThatMayBeZeroAreCheckedToo(String value) {
        assertRefused("for --touch-after; expected", "--touch-after=" + value);
        assertRefused("for --cleanup-interval; expected", "--cleanup-interval=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "ä", "__Host-id", "a=b"})
    void aNameThatTheCookieCannotHaveIsRefused(String value) {
        assertRefused("for --cookie-name; expected 1 to 100", "--cookie-name=" + value);
    }

    @Test
    void anUnknownBehaviourOnFailureIsRefused() {
        assertRefused("invalid value for --on-failure; expected fail or continue", "--on-failure=panic");
    }

    private static DemoOptions parse(String... arguments) {
        return DemoOptions.parse(List.of(arguments));
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }
}
