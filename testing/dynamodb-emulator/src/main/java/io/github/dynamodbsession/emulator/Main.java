package io.github.dynamodbsession.emulator;

/** Runs an emulator as a process of its own, until it is asked to end or the process that started it has ended. */
public final class Main {

    private static final int BAD_COMMAND_LINE = 2;

    private Main() {}

    /**
     * Starts it and says where it answers. Exits with status 2 if it cannot be started as asked; one line says why.
     *
     * @param arguments the options that {@code --help} explains
     */
    public static void main(String[] arguments) throws InterruptedException {
        for (String argument : arguments) {
            if (argument.equals("--help")) {
                System.out.print(CommandLine.HELP);
                return;
            }
            if (argument.equals("--version")) {
                String version = Main.class.getPackage().getImplementationVersion();
                System.out.println("dynamodb-emulator " + (version == null ? "(not packaged)" : version));
                return;
            }
        }
        Thread parent = new Thread(Main::endWithParent, "dynamodb-emulator-parent");
        parent.setDaemon(true);
        parent.start();
        run(arguments);
        // It is ended from outside.
        Thread.currentThread().join();
    }

    private static void run(String[] arguments) {
        try {
            DynamoDbEmulator emulator = CommandLine.parse(arguments).start();
            Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "dynamodb-emulator-stop"));
            System.out.println("ready: " + emulator.endpoint());
        } catch (OptionException e) {
            System.err.println("dynamodb-emulator: " + inOneLine(e));
            System.exit(BAD_COMMAND_LINE);
        }
    }

    /** Where there is no parent any more, the first process is, which ends with everything. */
    private static void endWithParent() {
        ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
        if (parent != null && parent.pid() > 1) {
            parent.onExit().join();
            System.exit(0);
        }
    }

    private static String inOneLine(OptionException e) {
        String option = e.option();
        String message = String.valueOf(e.getMessage());
        if (option != null && !option.startsWith("--")) {
            message = message.replace(" for " + option + ";", " for --" + option + ";");
        }
        return message.replace('\n', ' ').replace('\r', ' ');
    }
}
