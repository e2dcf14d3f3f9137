package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A Chromium without a window, as Debian packages it with its driver. Both are named, so that nothing is looked for or
 * fetched; with a profile of its own that is empty at first.
 */
final class Chromium implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target/browser");

    /** Kept in a field, because the JDK only holds loggers weakly. It warns about a missing part that is not needed. */
    private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

    static {
        LOG.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Without it, the test that asks is reported as skipped. */
    static void assumeItIsThere() {
        assumeThat(BROWSER).as("Debian's package chromium is installed").isExecutable();
        assumeThat(DRIVER).as("Debian's package chromium-driver is installed").isExecutable();
    }

    static Chromium start(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                // As root, as in containers, its sandbox cannot work.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir=" + profile);
        // By default, third-party cookies are not blocked.
        options.setExperimentalOption("prefs", Map.of("profile.cookie_controls_mode", 0));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        return new Chromium(driver);
    }

    DemoPage open(int port) {
        driver.get("http://localhost:" + port + "/");
        return new DemoPage(driver).ready();
    }

    /** What it keeps of the session's cookie: everything, also what no script and no page can see. */
    Map<String, Object> sessionCookie() {
        List<Map<String, Object>> session =
                cookies().stream().filter(cookie -> isSession(cookie)).toList();
        if (session.size() != 1) {
            throw new AssertionError("There are " + session.size() + " cookies of a session");
        }
        return session.get(0);
    }

    boolean hasSessionCookie() {
        return cookies().stream().anyMatch(Chromium::isSession);
    }

    private static boolean isSession(Map<String, Object> cookie) {
        return List.of("SESSION", "JSESSIONID", "connect.sid").contains(cookie.get("name"));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> cookies() {
        return (List<Map<String, Object>>)
                driver.executeCdpCommand("Storage.getCookies", Map.of()).get("cookies");
    }

    void clearCookies() {
        driver.executeCdpCommand("Storage.clearCookies", Map.of());
    }

    /** Gives the session's cookie another value, as who can get at it could. */
    void alterSessionCookie(String value) {
        Map<String, Object> cookie = sessionCookie();
        clearCookies();
        driver.executeCdpCommand(
                "Storage.setCookies",
                Map.of(
                        "cookies",
                        List.of(Map.of(
                                "name", cookie.get("name"),
                                "value", value,
                                "domain", cookie.get("domain"),
                                "path", cookie.get("path"),
                                "httpOnly", true))));
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    void visit(String url) {
        driver.get(url);
    }

    /** Whether a script of the page that is open gets an answer of a session from there, cookies included. */
    boolean fetchesWithCookies(String url) {
        Object status = driver.executeAsyncScript(
                "const done = arguments[1];"
                        + "fetch(arguments[0], {credentials: 'include'}).then(it => done(it.status), it => done(it.message));",
                url);
        assertThat(status).isIn(200L, 404L);
        return status.equals(200L);
    }

    /** Follows a link from the page that is open, and answers with what is there. */
    String follow(String url) {
        driver.executeScript(
                "const link = document.createElement('a');"
                        + "link.href = arguments[0]; link.textContent = 'there'; link.id = 'there';"
                        + "document.body.prepend(link);",
                url);
        driver.findElement(By.id("there")).click();
        new WebDriverWait(driver, Duration.ofSeconds(20)).until(there -> url.equals(there.getCurrentUrl()));
        return driver.findElement(By.tagName("body")).getText();
    }

    void look(Look look) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", look.metrics());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", look.media());
        // They would be in the picture, and not in the same place as on the screen.
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    Keyboard keyboard() {
        return new Keyboard(driver);
    }

    /** What is wrong with the page for those who cannot see it, or not well. */
    List<String> violations() {
        return Axe.violations(driver);
    }

    /** By how many pixels the page is wider than the window. */
    long overflow() {
        return (Long) driver.executeScript("return document.documentElement.scrollWidth - innerWidth");
    }

    /** Keeps the whole page as it can be seen under {@code target/browser}. */
    void screenshot(String name) {
        Object picture = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(picture)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
