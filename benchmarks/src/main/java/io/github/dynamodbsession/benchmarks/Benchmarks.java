package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.benchmarks.bill.Bill;
import io.github.dynamodbsession.benchmarks.growth.Growth;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints the results, with the relevant ratios, as Markdown tables. The first argument may name
 * something else to run: {@code bill}, {@code growth} or {@code load}.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs all benchmarks, or those named by the arguments.
     *
     * @param arguments {@code bill}, {@code growth} or {@code load}, with arguments of its own; otherwise JMH arguments,
     *     which override the defaults set here
     */
    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        switch (command) {
            case "bill" -> Bill.main(rest(arguments));
            case "growth" -> Growth.main(rest(arguments));
            case "load" -> Load.main(rest(arguments));
            default -> measure(arguments);
        }
    }

    private static String[] rest(String[] arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    private static void measure(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
        CommandLineOptions given = new CommandLineOptions(arguments);
        if (given.shouldHelp()) {
            given.showHelp();
            return;
        }
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(given)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        System.out.println();
        System.out.println(Report.of(results));
    }
}
