package io.github.dynamodbsession.conformance.differential;

/**
 * A place at which two answers differ.
 *
 * @param at a JSON pointer, empty if the answers differ as a whole; behind {@code afterwards} if it is one into the item
 *     that was read after a write
 * @param emulator what the emulator has there
 * @param dynalite what dynalite has there
 */
record Difference(String at, String emulator, String dynalite) {

    /** What stands for a member that is missing. */
    static final String ABSENT = "absent";

    /** The same, of an item that was read after a write. */
    Difference afterwards() {
        return new Difference("afterwards" + at, emulator, dynalite);
    }
}
