package io.github.dynamodbsession.servlet.contract;

/** The number of cases by result. */
final class Tally {

    private int passed;
    private int excused;
    private int failed;

    void passed() {
        passed++;
    }

    void excused() {
        excused++;
    }

    void failed() {
        failed++;
    }

    @Override
    public String toString() {
        return (passed + excused + failed) + " cases: " + passed + " passed, " + excused + " known not to, " + failed
                + " failed";
    }
}
