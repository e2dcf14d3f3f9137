package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** A user with a keyboard only. */
final class Keyboard {

    private static final int MAX_TABS = 60;

    private static final String FOCUSED = "const it = document.activeElement;"
            + "return it === document.body ? '' : it.id || it.getAttribute('aria-label') || it.textContent.trim();";

    /** What shows where the focus is, as people see it. */
    private static final String OUTLINE = "const it = getComputedStyle(document.activeElement);"
            + "return it.outlineStyle !== 'none' && parseFloat(it.outlineWidth) >= 2;";

    private final ChromeDriver driver;

    Keyboard(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Goes on until it is there, and sees at every stop where it is. */
    Keyboard tabTo(String target) {
        List<String> stops = new ArrayList<>();
        do {
            tab();
            stops.add(focused());
            assertThat(stops).as("the stops on the way to " + target).hasSizeLessThan(MAX_TABS);
            // Behind the last stop of the page are those of the browser.
            assertThat(focused().isEmpty() || driver.executeScript(OUTLINE).equals(true))
                    .as("the focus is seen at " + focused())
                    .isTrue();
        } while (!focused().equals(target));
        return this;
    }

    Keyboard tab() {
        return type(Keys.TAB);
    }

    Keyboard enter() {
        return type(Keys.ENTER);
    }

    Keyboard type(CharSequence text) {
        new Actions(driver).sendKeys(text).perform();
        return this;
    }

    /** The id of what has the focus; its name, if it has none; nothing, if the focus is not in the page. */
    String focused() {
        return String.valueOf(driver.executeScript(FOCUSED));
    }
}
