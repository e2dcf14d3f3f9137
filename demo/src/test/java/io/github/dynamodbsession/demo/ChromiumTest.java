package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a browser, over an emulator: the actions of a user, and the browser's handling of the cookie. */
class ChromiumTest {

    private static final Map<String, String> AWS =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");
    private static final int ONE = FreePort.next();
    private static final int OTHER = FreePort.next();

    @TempDir
    private static Path profile;

    private static RunningDemo demo;
    private static Chromium chromium;

    @BeforeAll
    static void startDemo() {
        DemoLog.configure();
        AWS.forEach(System::setProperty);
        demo = new RunningDemo(DemoOptions.parse(List.of(
                "--ports=" + ONE + "," + OTHER,
                "--endpoint=" + DynamoDbEndpoint.shared(),
                "--table=chromium-" + UUID.randomUUID(),
                "--cookie-secret=keyboard cat keyboard cat",
                "--cleanup-interval=0")));
        demo.start();
    }

    @AfterAll
    static void stopDemo() {
        if (chromium != null) {
            chromium.close();
        }
        demo.close();
        AWS.keySet().forEach(System::clearProperty);
    }

    /** One for all tests, without anything that the one before left. Each is reported as skipped where there is none. */
    @BeforeEach
    void startOrClearChromium() {
        Chromium.assumeItIsThere();
        if (chromium == null) {
            chromium = Chromium.start(profile);
        }
        chromium.clearCookies();
    }

    @Test
    void thePageBeginsWithoutSessionAndWithoutCookie() {
        DemoPage page = chromium.open(ONE);

        assertThat(page.text("none")).startsWith("There is none yet.");
        assertThat(page.text("status")).isEqualTo("You have no session yet: log in to begin one.");
        assertThat(page.all()).doesNotContainPattern("\\b404\\b");
        assertThat(chromium.hasSessionCookie()).isFalse();
    }

    @Test
    void whatIsAddedToTheCartIsThereAfterReadingThePageAgain() {
        chromium.open(ONE).set("cart", "[\"hat\", \"cap\"]");

        DemoPage page = chromium.open(ONE);

        assertThat(page.text("attributes")).contains("cart", "[\"hat\",\"cap\"]");
        assertThat(page.text("node")).isEqualTo("server " + ONE);
    }

    @Test
    void loggingInChangesTheIdAndKeepsTheCart() {
        DemoPage page = chromium.open(ONE).set("cart", "hat");
        String before = page.text("id");
        Object cookieBefore = chromium.sessionCookie().get("value");

        page.logIn("alice");

        assertThat(page.text("user")).isEqualTo("alice");
        assertThat(page.text("attributes")).contains("cart", "hat");
        assertThat(page.text("id")).isNotEqualTo(before);
        assertThat(page.text("status")).endsWith("The session has a new id.");
        assertThat(chromium.sessionCookie().get("value")).isNotEqualTo(cookieBefore);
    }

    @Test
    void thePageSaysWhatItsLastRequestWouldCostAMillionTimes() {
        DemoPage page = chromium.open(ONE).set("cart", "hat");
        assertThat(page.text("million"))
                .startsWith("A million times that: 0.625 US dollars on demand in us-east-1")
                .as("one write unit");

        page = chromium.open(ONE);
        assertThat(page.text("total-read")).isEqualTo("1");
        assertThat(page.text("million-dollars")).isEqualTo("0.125 US dollars");

        page.click("ping").until("Server " + ONE + " answered");
        assertThat(page.text("million")).isEmpty();
    }

    @Test
    void theOtherNodeHasTheSameSession() {
        DemoPage page = chromium.open(ONE).set("cart", "hat").logIn("alice");
        String id = page.text("id");

        page.switchTo(OTHER);

        assertThat(page.text("node")).isEqualTo("server " + OTHER);
        assertThat(page.text("id")).isEqualTo(id);
        assertThat(page.text("user")).isEqualTo("alice");
        assertThat(page.text("attributes")).contains("cart", "hat");
    }

    @Test
    void loggingOutEndsTheSessionOnEveryNode() {
        DemoPage page = chromium.open(ONE).set("cart", "hat").logIn("alice").switchTo(OTHER);

        page.logOut();

        assertThat(page.text("none")).startsWith("There is none yet.");
        assertThat(chromium.hasSessionCookie()).isFalse();
        assertThat(page.switchTo(ONE).text("none")).startsWith("There is none yet.");
    }

    @Test
    void ofEightOverlappingRequestsAllUpdatesSurvive() {
        DemoPage page = chromium.open(ONE).race();

        assertThat(page.text("race-result")).isEqualTo("8 of 8 updates survived.");
    }

    @Test
    void theCookieIsSignedAndNothingOfItIsPartOfTheId() {
        DemoPage page = chromium.open(ONE).set("cart", "hat");

        String cookie = String.valueOf(chromium.sessionCookie().get("value"));

        assertThat(cookie).matches("s%3A[A-Za-z0-9_-]{32}\\..+");
        assertThat(page.text("id")).matches("~[A-Za-z0-9_-]{32}");
        assertThat(cookie).doesNotContain(page.text("id").substring(1));
        assertThat(chromium.script("return document.documentElement.outerHTML").toString())
                .doesNotContain(cookie.substring("s%3A".length(), "s%3A".length() + 32));
    }

    @Test
    void theCookieIsKeptFromScriptsAndFromOtherSites() {
        chromium.open(ONE).set("cart", "hat");

        assertThat(chromium.sessionCookie())
                .containsEntry("httpOnly", true)
                .containsEntry("sameSite", "Lax")
                .containsEntry("path", "/")
                .containsEntry("domain", "localhost")
                .containsEntry("session", true);
        assertThat(chromium.script("return document.cookie")).isEqualTo("");
    }
}
