package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the Express node, beside those of the others. */
class ExpressTabTest {

    private static final int ONE = FreePort.next();
    private static final int OTHER = FreePort.next();

    @TempDir
    private static Path profile;

    private static Chromium chromium;

    private static RunningDemo demo(ExpressPackages packages) {
        DemoLog.configure();
        return new RunningDemo(
                DemoOptions.parse(
                        List.of("--ports=" + ONE + "," + OTHER, "--layout=connect-dynamodb", "--cleanup-interval=0")),
                packages);
    }

    /** One for all tests. Each is reported as skipped where there is none. */
    @BeforeEach
    void startChromium() {
        Chromium.assumeItIsThere();
        if (chromium == null) {
            chromium = Chromium.start(profile);
        }
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theSessionIsTheSameAndCanBeginChangeAndEndThere() {
        try (RunningDemo demo = demo(Express.packages())) {
            demo.start();
            int express = Express.port(demo);
            DemoPage page = chromium.open(ONE).set("cart", "hat").switchToExpress(express);
            assertThat(page.text("node")).isEqualTo("the Express node");
            assertThat(page.text("attributes")).contains("cart", "hat");
            assertThat(page.text("where")).contains("the table of connect-dynamodb");
            assertThat(page.text("cost-of")).contains("Express does not say which calls it made");

            assertThat(chromium.violations()).isEmpty();

            page.logIn("alice").set("size", "7");
            String id = page.text("id");
            page.switchTo(OTHER);
            assertThat(page.text("node")).isEqualTo("server " + OTHER);
            assertThat(page.text("id")).isEqualTo(id);
            assertThat(page.text("user")).isEqualTo("alice");
            assertThat(page.text("attributes")).contains("cart", "size");
            assertThat(chromium.sessionCookie().get("value").toString()).startsWith("s%3A" + id + ".");

            page.switchToExpress(express).race();
            assertThat(page.text("race-result")).isEqualTo("8 of 8 updates survived.");
            page.logOut();
            assertThat(page.switchTo(ONE).text("none")).startsWith("There is none yet.");
        }
    }

    @Test
    void withoutPackagesThePageSaysWhatToRun(@TempDir Path empty) {
        try (RunningDemo demo = demo(new ExpressPackages(List.of(empty)))) {
            demo.start();
            assertThat(chromium.open(ONE).text("express-missing"))
                    .isEqualTo("There is no Express node: run 'npm ci' in " + empty + ", and start the demo again.");
            assertThat(chromium.violations()).isEmpty();
        }
    }
}
