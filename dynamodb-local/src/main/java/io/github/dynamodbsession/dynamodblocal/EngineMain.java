package io.github.dynamodbsession.dynamodblocal;

import java.io.IOException;

/**
 * Main class of the child process: runs the engine until the process that started it is gone.
 *
 * <p>Its standard input is a pipe that only the parent holds, and the operating system closes it however the parent ends,
 * SIGKILL included. So the end of the input means that nobody is left to end this process.
 */
final class EngineMain {

    /** The line that tells the parent that the engine has bound its port, which no stranger on that port can print. */
    static final String STARTED = "dynamodb-session: engine started";

    private static final String ENGINE = "software.amazon.dynamodb.services.local.main.ServerRunner";

    private EngineMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(EngineMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        // By name, because the engine is on the class path of this process and on no other.
        Class.forName(ENGINE).getMethod("main", String[].class).invoke(null, (Object) args);
        System.out.println(STARTED);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent sends nothing.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
