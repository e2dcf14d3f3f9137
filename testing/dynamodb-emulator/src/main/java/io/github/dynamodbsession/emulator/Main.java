package io.github.dynamodbsession.emulator;

/** Runs an emulator as a process of its own. */
public final class Main {

    private Main() {}

    /** Starts it and says where it answers. */
    public static void main(String[] args) throws InterruptedException {
        DynamoDbEmulator emulator = DynamoDbEmulator.start();
        System.out.println("DynamoDB emulator: " + emulator.endpoint());
        Thread.currentThread().join();
    }
}
