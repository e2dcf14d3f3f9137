package io.github.dynamodbsession.emulator;

import org.jspecify.annotations.Nullable;

/** An emulator cannot start with an option. The message is one line that names it and says what would be right. */
public final class OptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String option;

    OptionException(String message) {
        super(message);
        this.option = null;
    }

    private OptionException(String option, Object value, String name, String why, @Nullable Throwable cause) {
        super("bad value '" + value + "' for " + name + "; " + why, cause);
        this.option = option;
    }

    static OptionException wrong(String option, Object value, String right) {
        return new OptionException(option, value, option, "right is " + right, null);
    }

    static OptionException unusable(String option, Object value, String why, @Nullable Throwable cause) {
        return new OptionException(option, value, option, why, cause);
    }

    /** The option as the builder calls it; {@code null} if it is about the whole command line. */
    public @Nullable String option() {
        return option;
    }
}
