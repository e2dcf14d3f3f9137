package io.github.dynamodbsession.benchmarks.growth;

import java.util.List;

/** What grows. */
enum Axis {
    ATTRIBUTES("attributes", "Sessions of 16 KB, by their number of attributes"),
    SIZES("sizes", "Sessions of 20 attributes, by their size"),
    THREADS("threads", "Sessions of 16 KB, by the number of threads, each with sessions of its own"),
    ONE_SESSION("one-session", "One session of 16 KB, by the number of threads that read it");

    private static final int KB_OF_OTHERS = 16;
    private static final int ATTRIBUTES_OF_OTHERS = 20;
    private static final int KB_OF_MB = 1024;

    /** How files know it. */
    final String id;

    /** How readers know it. */
    final String title;

    Axis(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Where it is measured. */
    List<Integer> points() {
        return switch (this) {
            case ATTRIBUTES -> List.of(1, 2, 5, 10, 20, 50, 100, 200);
            case SIZES -> List.of(1, 2, 4, 16, 64, 256, KB_OF_MB, 2 * KB_OF_MB, 4 * KB_OF_MB);
            case THREADS, ONE_SESSION -> List.of(1, 2, 4, 8, 16, 32, 64);
        };
    }

    /** What is measured there. */
    List<Step> steps() {
        return this == ONE_SESSION ? Step.READS : Step.CYCLE;
    }

    /** What is in each session. */
    Content content(int x) {
        return switch (this) {
            case ATTRIBUTES -> new Content(x, KB_OF_OTHERS);
            case SIZES -> new Content(ATTRIBUTES_OF_OTHERS, x);
            case THREADS, ONE_SESSION -> new Content(ATTRIBUTES_OF_OTHERS, KB_OF_OTHERS);
        };
    }

    /** Whether a point is a number of threads; otherwise there is one. */
    boolean isOfThreads() {
        return this == THREADS || this == ONE_SESSION;
    }

    /** How many threads use sessions at once. */
    int threads(int x) {
        return isOfThreads() ? x : 1;
    }

    /** A point, for readers. */
    String label(int x) {
        if (this != SIZES) {
            return Integer.toString(x);
        }
        return x < KB_OF_MB ? x + " KB" : x / KB_OF_MB + " MB";
    }
}
