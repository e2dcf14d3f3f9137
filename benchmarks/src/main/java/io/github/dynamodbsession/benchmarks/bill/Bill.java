package io.github.dynamodbsession.benchmarks.bill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Counts what the reference day consumes, and writes the page about it. */
public final class Bill {

    private Bill() {}

    /**
     * Counts everything, which takes some minutes, and writes {@code docs/cost.csv}, {@code cost.md} and {@code cost.svg} of
     * the checkout that is the working directory.
     *
     * @param arguments none
     * @throws IOException if they cannot be written
     * @throws IllegalArgumentException if there are arguments
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            throw new IllegalArgumentException("bill takes no arguments, not " + String.join(" ", arguments));
        }
        Checkout checkout = Checkout.here();
        List<Configuration> ours = Configurations.ours();
        List<Configuration> ofNode = Configurations.ofNode(checkout.nodeStores());
        List<Row> rows = new ArrayList<>();
        for (Configuration configuration : ofNode) {
            rows.addAll(counted(configuration));
        }
        for (Configuration configuration : ours) {
            rows.addAll(counted(configuration));
        }
        write(checkout, CostPage.of(ours, ofNode, new Counts(rows)));
        System.out.println("See " + checkout.page());
    }

    private static List<Row> counted(Configuration configuration) {
        System.out.println(configuration.name());
        return Meter.measured(configuration, ReferenceDay.SIZES);
    }

    static void write(Checkout checkout, CostPage page) throws IOException {
        Files.writeString(checkout.counts(), page.counts().text(), UTF_8);
        Files.writeString(checkout.page(), page.text(), UTF_8);
        Files.writeString(checkout.chart(), page.chart(), UTF_8);
    }
}
