package io.github.dynamodbsession.demo.web;

import java.time.Instant;
import java.util.Optional;

/** Whether the session storage is available. Safe for any number of threads. */
public interface StorageState {

    /** The state of a storage that is always available. */
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
     * An outage.
     *
     * @param since the time of the first failure
     * @param reason the reason of the last failure; contains neither session ids nor values
     */
    record Down(Instant since, String reason) {}

    /** The state as shown by the requests so far; empty: available. */
    Optional<Down> known();

    /** The same; but if the storage was failing, it is called once more first. */
    Optional<Down> asked();
}
