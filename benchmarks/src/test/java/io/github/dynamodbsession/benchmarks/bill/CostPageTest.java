package io.github.dynamodbsession.benchmarks.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page about cost says what is counted: all of ours for one size, and the defaults for every size. {@code
 * -Dreports.update=true} counts all of ours and rewrites the page. What the stores of Node.js consume is counted by the
 * command {@code bill} alone.
 */
class CostPageTest {

    private static final List<Integer> COUNTED = List.of(16);
    private static final List<Integer> OTHERS =
            ReferenceDay.SIZES.stream().filter(size -> !COUNTED.contains(size)).toList();

    private final Checkout checkout = Checkout.here();
    private final List<Configuration> ours = Configurations.ours();
    private final List<Configuration> ofNode = Configurations.ofNode(checkout.nodeStores());

    @Test
    void thePageSaysWhatIsCounted() throws IOException {
        Counts stored = Counts.read(checkout.counts());
        if (Boolean.getBoolean("reports.update")) {
            Counts updated = Counts.joined(stored.of(ofNode, ReferenceDay.SIZES), counted(ours, ReferenceDay.SIZES));
            Bill.write(checkout, CostPage.of(ours, ofNode, updated));
            return;
        }
        List<Configuration> defaults = ours.subList(0, 1);
        assertThat(counted(ours, COUNTED)).as("sessions of %s KB", COUNTED).isEqualTo(stored.of(ours, COUNTED));
        assertThat(counted(defaults, OTHERS)).as("the defaults").isEqualTo(stored.of(defaults, OTHERS));

        CostPage page = CostPage.of(ours, ofNode, stored);
        assertThat(checkout.page()).hasContent(page.text());
        assertThat(checkout.chart()).hasContent(page.chart());
    }

    /** Several at once: each has an emulator of its own. */
    private static Counts counted(List<Configuration> configurations, List<Integer> sizes) {
        return new Counts(configurations.parallelStream()
                .flatMap(each -> Meter.measured(each, sizes).stream())
                .toList());
    }
}
