package io.github.dynamodbsession.conformance.differential;

/** What the command line may set for a run. */
final class Settings {

    private static final long SEED = 20_260_101;

    private Settings() {}

    static long seed() {
        return Long.getLong("differential.seed", SEED);
    }

    static int requests(int otherwise) {
        return Integer.getInteger("differential.requests", otherwise);
    }
}
