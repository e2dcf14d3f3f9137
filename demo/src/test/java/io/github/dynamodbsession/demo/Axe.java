package io.github.dynamodbsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.JavascriptExecutor;

/** Deque's axe-core, which finds accessibility problems in a page, with all rules that are enabled by default. */
final class Axe {

    private static final String SCRIPT = script();

    /** With fewer rules than this, the check did not run. */
    private static final int FEWEST_RULES = 20;

    private static final String RUN = "const done = arguments[arguments.length - 1];"
            + "axe.run(document).then("
            + "  it => done({"
            + "    rules: it.passes.length,"
            + "    violations: it.violations.map(each => each.id + ': ' + each.help + ' at '"
            + "      + each.nodes.map(node => node.target + ' (' + node.failureSummary + ')').join(', '))}),"
            + "  it => done({rules: 0, violations: [String(it)]}));";

    private Axe() {}

    /** The violations in the current page, each with its rule and its elements. */
    @SuppressWarnings("unchecked")
    static List<String> violations(JavascriptExecutor page) {
        page.executeScript(SCRIPT);
        Map<String, Object> found = (Map<String, Object>) page.executeAsyncScript(RUN);
        List<String> violations = (List<String>) found.get("violations");
        if (violations.isEmpty()) {
            assertThat((Long) found.get("rules")).isGreaterThan(FEWEST_RULES);
        }
        return violations;
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
