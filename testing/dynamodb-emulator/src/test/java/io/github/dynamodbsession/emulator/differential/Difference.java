package io.github.dynamodbsession.emulator.differential;

/**
 * A place at which two answers differ.
 *
 * @param at a JSON pointer, empty if the answers differ as a whole
 * @param emulator what the emulator has there
 * @param dynalite what dynalite has there
 */
record Difference(String at, String emulator, String dynalite) {

    /** What stands for a member that is missing. */
    static final String ABSENT = "absent";
}
