package io.github.dynamodbsession.demo.web;

import java.time.Instant;
import java.util.Optional;

/** Whether the storage of the sessions does its part. Safe for any number of threads. */
public interface StorageState {

    /** Of a storage that is always there. */
    StorageState UP = new StorageState() {
        @Override
        public Optional<Down> known() {
            return Optional.empty();
        }

        @Override
        public Optional<Down> asked() {
            return Optional.empty();
        }
    };

    /**
     * That it does not.
     *
     * @param since when it failed for the first time
     * @param reason of its last failure; names neither session ids nor values
     */
    record Down(Instant since, String reason) {}

    /** What the requests until now have shown; empty: it does its part. */
    Optional<Down> known();

    /** The same, after it was asked once more if it did not do its part. */
    Optional<Down> asked();
}
