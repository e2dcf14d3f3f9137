package io.github.dynamodbsession.demo;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The demo's page, as a user operates and sees it. */
final class DemoPage {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final WebDriver driver;

    DemoPage(WebDriver driver) {
        this.driver = driver;
    }

    /** Waits until its script has shown the result of the first request. */
    DemoPage ready() {
        new WebDriverWait(driver, TIMEOUT).until(there -> !there.findElements(By.cssSelector("body[data-ready]"))
                .isEmpty());
        return this;
    }

    DemoPage set(String name, String value) {
        return trySet(name, value).until("Set " + name + ".");
    }

    /** Like {@link #set}, with any result. */
    DemoPage trySet(String name, String value) {
        field("key").sendKeys(name);
        field("value").sendKeys(value);
        form("put").click();
        return this;
    }

    DemoPage logIn(String user) {
        return tryLogIn(user).until("Logged in as " + user + ".");
    }

    /** Like {@link #logIn}, with any result. */
    DemoPage tryLogIn(String user) {
        field("name").sendKeys(user);
        form("login").click();
        return this;
    }

    DemoPage logOut() {
        return click("logout").until("Logged out: ");
    }

    DemoPage click(String id) {
        field(id).click();
        return this;
    }

    /** Clicks on something that the page may take away by itself at any moment. */
    DemoPage clickUnlessGone(String id) {
        try {
            return click(id);
        } catch (ElementNotInteractableException gone) {
            return this;
        }
    }

    /** Follows the link to another node. */
    DemoPage switchTo(int port) {
        return follow("Server " + port, port);
    }

    /** Follows the link to the Express node. */
    DemoPage switchToExpress(int port) {
        return follow("Express node", port);
    }

    private DemoPage follow(String link, int port) {
        driver.findElement(By.linkText(link)).click();
        new WebDriverWait(driver, TIMEOUT)
                .until(there -> String.valueOf(there.getCurrentUrl()).contains(":" + port + "/"));
        return ready();
    }

    /** Fires the eight overlapping requests. */
    DemoPage race() {
        return click("race").until("8 overlapping requests over 2 servers took");
    }

    /** Waits until the page shows this text, or a text that begins with it. */
    DemoPage until(String status) {
        new WebDriverWait(driver, TIMEOUT)
                .withMessage(() -> "the page says: " + status + ", not: " + text("status"))
                .until(there -> text("status").startsWith(status));
        return this;
    }

    /** Waits until it shows an outage. */
    DemoPage untilOutage() {
        new WebDriverWait(driver, TIMEOUT).until(there -> !text("outage").isEmpty());
        return this;
    }

    /** The button that has this name for those who do not see where it is. */
    WebElement named(String label) {
        return driver.findElement(By.cssSelector("button[aria-label='" + label + "']"));
    }

    /** The button of a form. */
    WebElement form(String id) {
        return driver.findElement(By.cssSelector("#" + id + " button"));
    }

    /** The reason that a disabled button gives; nothing if it is enabled. */
    String whyOff(WebElement button) {
        String reason = button.getAttribute("aria-describedby");
        boolean isOff = "true".equals(button.getAttribute("aria-disabled"));
        return isOff ? text(String.valueOf(reason)) : "";
    }

    /** Of all buttons that are seen the one that leads on: those that are filled, by their names. */
    List<String> mainActions() {
        return driver.findElements(By.cssSelector("button:not(.quiet):not(.danger)")).stream()
                .filter(WebElement::isDisplayed)
                .filter(button -> !"true".equals(button.getAttribute("aria-disabled")))
                .map(WebElement::getText)
                .toList();
    }

    /** Everything that a visitor can read. */
    String all() {
        return driver.findElement(By.tagName("body")).getText();
    }

    WebElement field(String id) {
        return driver.findElement(By.id(id));
    }

    /** What can be seen in an element; nothing, if it is hidden. */
    String text(String id) {
        return field(id).getText();
    }
}
