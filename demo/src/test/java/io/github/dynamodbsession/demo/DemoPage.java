package io.github.dynamodbsession.demo;

import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The demo's page, by what a person does there and sees. */
final class DemoPage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebDriver driver;

    DemoPage(WebDriver driver) {
        this.driver = driver;
    }

    /** Until its script has said how the first request went. */
    DemoPage ready() {
        return until("GET /api/session: ");
    }

    DemoPage set(String name, String value) {
        field("key").sendKeys(name);
        field("value").sendKeys(value);
        form("put").click();
        return until("PUT /api/session/attributes/" + name + ": 200");
    }

    DemoPage logIn(String user) {
        field("name").sendKeys(user);
        form("login").click();
        return until("POST /api/login?user=" + user + ": 200");
    }

    DemoPage logOut() {
        field("logout").click();
        return until("DELETE /api/session: 204");
    }

    /** Follows the link to another node. */
    DemoPage switchTo(int port) {
        driver.findElement(By.linkText("Server " + port)).click();
        new WebDriverWait(driver, PATIENCE)
                .until(there -> String.valueOf(there.getCurrentUrl()).contains(":" + port + "/"));
        return ready();
    }

    /** Fires the eight overlapping requests. */
    DemoPage race() {
        field("race").click();
        return until("8 overlapping requests over 2 servers took");
    }

    private DemoPage until(String status) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage("the page says: " + status)
                .until(there -> text("status").startsWith(status));
        return this;
    }

    private WebElement form(String id) {
        return driver.findElement(By.cssSelector("#" + id + " button"));
    }

    private WebElement field(String id) {
        return driver.findElement(By.id(id));
    }

    /** What can be seen in an element; nothing, if it is hidden. */
    String text(String id) {
        return field(id).getText();
    }
}
