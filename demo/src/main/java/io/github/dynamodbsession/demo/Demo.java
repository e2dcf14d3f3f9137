package io.github.dynamodbsession.demo;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the demo: two web servers on the loopback interface that share their sessions in one DynamoDB table. Stops, with
 * everything that it started, when the process is terminated.
 */
public final class Demo {

    private static final int CANNOT_START = 1;
    private static final int BAD_COMMAND_LINE = 2;

    private Demo() {}

    /**
     * Starts the demo. Exits with status 1 if something does not start, and with 2 if the command line is invalid; in
     * both cases one line says why.
     *
     * @param arguments the options documented by {@code --help}
     */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> command = List.of(arguments);
        if (command.contains("--help") || command.contains("-h")) {
            System.out.print(DemoOptions.HELP);
            return;
        }
        DemoLog.configure();
        try {
            run(DemoOptions.parse(command));
        } catch (OptionException e) {
            fail(e, BAD_COMMAND_LINE);
        } catch (DemoException e) {
            fail(e, CANNOT_START);
        }
    }

    private static void run(DemoOptions options) throws InterruptedException {
        RunningDemo demo = new RunningDemo(options);
        // Before the start, so that a termination during startup leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
        demo.start();
        for (URI url : demo.urls()) {
            System.out.println("ready: " + url);
        }
        String express = demo.aboutExpress();
        if (express != null) {
            System.out.println(express);
        }
        System.out.println("Stop it with Ctrl-C.");
        new CountDownLatch(1).await();
    }

    private static void fail(RuntimeException e, int status) {
        System.err.println("demo: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        System.exit(status);
    }
}
