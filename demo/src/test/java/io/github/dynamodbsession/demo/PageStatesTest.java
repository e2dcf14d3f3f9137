package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.dynamo.v2.DynamoDbV2Storage;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import io.github.dynamodbsession.emulator.proxy.Fault;
import io.github.dynamodbsession.emulator.proxy.FaultProxy;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each state of the page, as it is read and operated on a phone and on a large screen, light and dark. Screenshots of all
 * are left under {@code target/browser}.
 */
class PageStatesTest {

    private static final Map<String, String> AWS =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");
    private static final String TABLE =
            "sessions-" + UUID.randomUUID().toString().substring(0, 8);
    private static final int ONE = FreePort.preferring(8081);
    private static final int OTHER = FreePort.preferring(8082);
    private static final String ENDED = "the session was ended or renamed while this request was running.";

    @TempDir
    private static Path profile;

    private static FaultProxy dynamo;
    private static RunningDemo demo;
    private static Chromium chromium;

    /** Of a class that the demo does not know. */
    private record Basket(String content) implements Serializable {}

    @BeforeAll
    static void startDemo() {
        Chromium.assumeItIsThere();
        DemoLog.configure();
        AWS.forEach(System::setProperty);
        dynamo = FaultProxy.to(DynamoDbEndpoint.shared());
        demo = new RunningDemo(DemoOptions.parse(List.of(
                "--ports=" + ONE + "," + OTHER,
                "--endpoint=" + dynamo.endpoint(),
                "--table=" + TABLE,
                "--cleanup-interval=0")));
        demo.start();
        chromium = Chromium.start(profile);
    }

    @AfterAll
    static void stopDemo() {
        if (demo != null) {
            chromium.close();
            demo.close();
            dynamo.close();
        }
        AWS.keySet().forEach(System::clearProperty);
    }

    @BeforeEach
    void clear() {
        dynamo.heal();
        new Browser().get(ONE, "/api/storage");
        chromium.clearCookies();
        chromium.look(Look.USUAL);
    }

    /** Nothing is wrong with it however it is looked at, and nothing has to be scrolled sideways to. */
    private static void looksWell(String state) {
        for (Look look : Look.all()) {
            chromium.look(look);
            chromium.screenshot(state + "-" + look);
            assertThat(chromium.violations()).as(state + " at " + look).isEmpty();
            assertThat(chromium.overflow()).as(state + " at " + look).isNotPositive();
        }
        chromium.look(Look.USUAL);
    }

    @Test
    void whatIsWrongIsFound() {
        chromium.open(ONE);
        chromium.script("document.querySelector('label').remove()");

        assertThat(chromium.violations()).hasSize(1).first().asString().startsWith("label: ");
    }

    @Test
    void whoHasNoSessionIsLedToLogIn() {
        DemoPage page = chromium.open(ONE);

        assertThat(page.text("none")).isEqualTo("There is none yet. It begins when you log in or set an attribute.");
        assertThat(page.mainActions()).containsExactly("Log in");
        assertThat(page.field("logout").isDisplayed()).isFalse();
        assertThat(page.all()).doesNotContainPattern("\\b404\\b");
        looksWell("no-session");
    }

    @Test
    void whoHasASessionAndIsNotLoggedInIsLedToLogIn() {
        chromium.open(ONE).set("cart", "[\"hat\", \"cap\"]").set("note", "x".repeat(200));
        DemoPage page = chromium.open(ONE);

        assertThat(page.text("status")).isEqualTo("You have a session, and are not logged in.");
        assertThat(page.mainActions()).containsExactly("Log in");
        assertThat(page.text("logout")).isEqualTo("End the session");
        looksWell("not-logged-in");
    }

    @Test
    void whoIsLoggedInIsLedToSetAnAttribute() {
        new Browser().post(OTHER, "/api/login?user=ann");
        DemoPage page = chromium.open(ONE).set("cart", "{\"apples\": 2}").logIn("ann");

        assertThat(page.mainActions()).containsExactly("Set");
        assertThat(page.field("login").isDisplayed()).isFalse();
        assertThat(page.text("everywhere")).contains("this one", "Log out everywhere");
        page.race();
        looksWell("logged-in");
    }

    @Test
    void whatEndsSessionsOrRemovesFromThemLooksLikeIt() {
        DemoPage page = chromium.open(ONE).set("cart", "hat").logIn("bea");

        String ordinary = page.field("refresh").getCssValue("color");
        for (String id : List.of("logout", "end-all")) {
            assertThat(page.field(id).getCssValue("color")).as(id).isNotEqualTo(ordinary);
        }
        assertThat(page.named("Remove cart").getCssValue("color"))
                .isEqualTo(page.field("logout").getCssValue("color"));
        assertThat(page.named("Change cart").getCssValue("color")).isEqualTo(ordinary);
    }

    @Test
    void anOutageSaysWhatIsDownSinceWhenAndThatItIsTriedAgain() {
        chromium.open(ONE).set("cart", "hat").logIn("cleo");
        dynamo.fault(call -> true, FaultProxy.ALWAYS, Fault.answer(500, "InternalServerError"));

        DemoPage page = chromium.open(ONE).untilOutage();

        assertThat(page.text("outage-title")).isEqualTo("DynamoDB is unavailable");
        assertThat(page.text("outage"))
                .contains("The sessions in the table " + TABLE + " can be neither read nor changed since ")
                .contains("This page tries again by itself every 2 seconds: ")
                .contains("The server says: DynamoDB failed at GetItem");
        assertThat(page.field("outage-since").getAttribute("datetime"))
                .isEqualTo(new Browser()
                        .get(OTHER, "/api/storage")
                        .json()
                        .get("since")
                        .getAsString()
                        .replaceFirst("(\\.\\d{3})\\d*", "$1"));
        assertThat(page.all()).doesNotContainPattern("\\b404\\b").doesNotContain("There is none yet");
        assertThat(page.mainActions()).containsExactly("Try now");
        looksWell("outage");

        dynamo.heal();

        page.until("DynamoDB is available again, after ");
        assertThat(page.text("status")).endsWith(" You are logged in as cleo.");
        assertThat(page.text("outage")).isEmpty();
        assertThat(page.text("attributes")).contains("cart", "hat");
    }

    @Test
    void anOutageIsToldToThoseWhoAreAtWorkAndWhoHaveNoSession() {
        DemoPage page = chromium.open(ONE);
        dynamo.fault(call -> true, FaultProxy.ALWAYS, Fault.answer(500, "InternalServerError"));

        page.tryLogIn("dora")
                .until("dora could not be logged in: DynamoDB failed at PutItem")
                .untilOutage();

        assertThat(page.field("name").getAttribute("value")).isEqualTo("dora");
        assertThat(page.whyOff(page.form("login"))).isEqualTo("Off until DynamoDB is available again.");
        assertThat(page.whyOff(page.form("put"))).isEqualTo("Off until DynamoDB is available again.");
        assertThat(page.whyOff(page.field("race"))).isEqualTo("Off until DynamoDB is available again.");
        page.form("put").click();
        page.click("race").until("“Fire eight overlapping requests” is off until DynamoDB is available again.");
        page.click("ping").until("Server " + ONE + " answered, without the session.");

        dynamo.heal();

        page.clickUnlessGone("retry").until("DynamoDB is available again, after ");
        assertThat(page.whyOff(page.form("login"))).isEmpty();
        page.form("login").click();
        page.until("Logged in as dora.");
    }

    @Test
    void aServerThatDoesNotAnswerIsToldAndTriedAgain() {
        int port = FreePort.next();
        DemoOptions options =
                DemoOptions.parse(List.of("--storage=inmemory", "--ports=" + port + "," + FreePort.next()));
        RunningDemo first = new RunningDemo(options);
        first.start();
        DemoPage page = chromium.open(port);
        first.close();

        page.click("refresh").until("Server " + port + " does not answer.").untilOutage();

        assertThat(page.text("outage"))
                .contains("Server " + port + " does not answer", "It has not answered since ")
                .contains("This page tries again by itself every 2 seconds: ");
        assertThat(page.whyOff(page.form("login"))).isEqualTo("Off until Server " + port + " is available again.");
        looksWell("server-down");
        try (RunningDemo second = new RunningDemo(options)) {
            second.start();

            page.until("Server " + port + " is available again, after ");
        }
    }

    @Test
    void whoIsTooLateIsToldThatTheSessionHasEndedAndKeepsWhatWasTyped() {
        DemoPage page = chromium.open(ONE).set("cart", "hat").logIn("eve");
        Map<String, Object> cookie = chromium.sessionCookie();
        Browser elsewhere = new Browser().with("Cookie", cookie.get("name") + "=" + cookie.get("value"));
        dynamo.beforeForward("UpdateItem", 1, call -> elsewhere.delete(OTHER, "/api/session"));

        page.trySet("late", "cap").until("late could not be set: " + ENDED);

        assertThat(page.text("none")).startsWith("There is none yet.");
        assertThat(page.text("user")).isEmpty();
        assertThat(page.field("key").getAttribute("value")).isEqualTo("late");
        assertThat(page.mainActions()).containsExactly("Log in");
        looksWell("conflict");
    }

    @Test
    void anAttributeThatCannotBeReadIsShownWithWhatCanBeDone() {
        DemoPage page = chromium.open(ONE).set("cart", "hat").set("size", "7");
        spoil(page.text("id"), "cart");

        page.click("refresh").until("You have a session, and are not logged in. One attribute cannot be read.");

        assertThat(page.text("attributes"))
                .contains("cart", "Cannot be read. It is kept as it is, until you set it anew or remove it.")
                .contains("size", "7");
        looksWell("spoiled-attribute");
        page.named("Set anew cart").click();
        page.field("value").sendKeys("cap");
        page.form("put").click();
        page.until("Set cart.");
        assertThat(page.text("attributes")).contains("cart", "cap").doesNotContain("Cannot be read");

        spoil(page.text("id"), "size");
        page.click("refresh").until("You have a session, and are not logged in. One attribute cannot be read.");
        page.named("Remove size").click();
        page.until("Removed size.");
        assertThat(page.text("attributes")).doesNotContain("size");
    }

    /** As a version of the demo would that has a class which this one has not. */
    private static void spoil(String id, String name) {
        try (SessionStore store = SessionStore.builder(DynamoDbV2Storage.builder()
                        .endpoint(dynamo.endpoint().toString())
                        .tableName(TABLE)
                        .build())
                .codec(JavaSerializationCodec.builder().allowClass(Basket.class).build())
                .cleanupInterval(java.time.Duration.ZERO)
                .build()) {
            Session session = store.find(id).orElseThrow();
            session.setAttribute(name, new Basket("fruit"));
            store.save(session);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedWithTheReasonAndNothingIsLost() {
        DemoPage page = chromium.open(ONE).set("cart", "hat");
        chromium.script("document.getElementById('value').value = 'x'.repeat(4300000)");

        page.trySet("large", "").until("large could not be set: ");

        assertThat(page.text("status")).contains("too large", "'large'");
        assertThat(page.text("attributes")).contains("cart", "hat").doesNotContain("large");
        chromium.script("document.getElementById('value').value = ''");
        looksWell("too-large");
    }

    private static List<Look> looks() {
        return Look.all();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aKeyboardIsEnough(Look look) {
        chromium.look(look);
        DemoPage page = chromium.open(ONE);
        Keyboard keyboard = chromium.keyboard();

        keyboard.tabTo("name").type("finn").enter();
        page.until("Logged in as finn.");
        assertThat(keyboard.focused()).isEqualTo("key");
        keyboard.type("cart").tab().type("hat").enter();
        page.until("Set cart.");
        assertThat(keyboard.focused()).isEqualTo("key");
        assertThat(page.text("attributes")).contains("cart", "hat");

        keyboard.tabTo("Change cart").enter();
        assertThat(keyboard.focused()).isEqualTo("value");
        keyboard.type("cap").enter();
        page.until("Changed cart.");
        assertThat(page.text("attributes")).contains("cap");
        keyboard.tabTo("Remove cart").enter();
        page.until("Removed cart.");
        assertThat(keyboard.focused()).isEqualTo("attributes-title");

        keyboard.tabTo("race").enter();
        page.until("8 overlapping requests over 2 servers took");
        assertThat(keyboard.focused()).isEqualTo("race");
        keyboard.tabTo("logout").enter();
        page.until("Logged out: the session has ended, on every server.");
        assertThat(keyboard.focused()).isEqualTo("name");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void inAnOutageAKeyboardReachesWhatIsOffAndLearnsWhy(Look look) {
        chromium.look(look);
        chromium.open(ONE).set("cart", "hat");
        dynamo.fault(call -> true, FaultProxy.ALWAYS, Fault.answer(500, "InternalServerError"));
        DemoPage page = chromium.open(ONE).untilOutage();
        Keyboard keyboard = chromium.keyboard();

        keyboard.tabTo("name").type("gus").tab().enter();

        page.until("“Log in” is off until DynamoDB is available again.");
        assertThat(keyboard.focused()).isEqualTo("Log in");
        assertThat(page.whyOff(page.form("login"))).isEqualTo("Off until DynamoDB is available again.");
        keyboard.tabTo("retry");
        dynamo.heal();
        keyboard.enter();
        page.until("DynamoDB is available again, after ");
        assertThat(page.text("attributes")).contains("cart", "hat");
    }
}
