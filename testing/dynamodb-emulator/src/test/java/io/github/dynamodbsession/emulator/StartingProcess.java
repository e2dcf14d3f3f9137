package io.github.dynamodbsession.emulator;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that starts an emulator without an open standard input, says which process it is, and waits. */
final class StartingProcess {

    private StartingProcess() {}

    public static void main(String[] arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectInput(new File(File.separatorChar == '/' ? "/dev/null" : "NUL"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        System.out.println(child.pid());
        child.waitFor();
    }
}
