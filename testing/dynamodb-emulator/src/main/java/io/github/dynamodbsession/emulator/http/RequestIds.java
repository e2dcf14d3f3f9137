package io.github.dynamodbsession.emulator.http;

import java.util.concurrent.ThreadLocalRandom;

/** Names for requests, as the service gives them: 52 capitals and digits. */
final class RequestIds {

    private static final String CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LENGTH = 52;

    private RequestIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        char[] id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = CHARS.charAt(random.nextInt(CHARS.length()));
        }
        return new String(id);
    }
}
