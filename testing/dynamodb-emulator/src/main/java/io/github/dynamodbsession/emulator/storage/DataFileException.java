package io.github.dynamodbsession.emulator.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that no tables can be kept in. The message says, in a few words, what would be right. */
public final class DataFileException extends IOException {

    private static final long serialVersionUID = 1L;

    DataFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
