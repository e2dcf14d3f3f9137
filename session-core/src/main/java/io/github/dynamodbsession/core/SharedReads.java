package io.github.dynamodbsession.core;

import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which reads of a store share a call: those of one session that overlap, as when a page loads its parts. A read never
 * gets an answer of a call that began before a write to that session was answered here, so each request sees what this
 * store has written before it. What another node wrote during the call may be missing, as if the read had begun when the
 * call did.
 *
 * <p>Decides only: runners make the calls, and wait. Keeps nothing but calls in flight; safe for use by any number of
 * threads, none of which holds a lock during a call.
 */
final class SharedReads {

    private final boolean isOn;
    private final ConcurrentMap<String, Flight> inFlight = new ConcurrentHashMap<>();

    SharedReads(boolean isOn) {
        this.isOn = isOn;
    }

    /** How a call ended for those who share it: with an answer, with a failure, or, with neither, for its maker alone. */
    record Outcome(StorageCall.@Nullable Answer answer, @Nullable Throwable failure) {

        private static final Outcome ABANDONED = new Outcome(null, null);

        boolean isAbandoned() {
            return answer == null && failure == null;
        }
    }

    /** One call in flight. */
    static final class Flight extends CompletableFuture<Outcome> {

        private final StorageCall.Get call;

        Flight(StorageCall.Get call) {
            this.call = call;
        }
    }

    /** Whether a read may share a call at all; if not, nothing is asked of this object for it but {@link #ended}. */
    boolean shares(StorageCall.Get call) {
        return isOn && call.isShareable();
    }

    /**
     * Decides which call answers a read that {@link #shares shares}.
     *
     * @return the same one if the reader is to make the call, and {@link #landed} or {@link #failed} is to be called
     *     with its end; another one to wait for; null to make a call that is not shared
     */
    @Nullable
    Flight join(Flight reader) {
        Flight other = inFlight.putIfAbsent(reader.call.id(), reader);
        if (other == null) {
            return reader;
        }
        // A session that has expired for the call may not have for a reader with an earlier time.
        return other.call.now().isAfter(reader.call.now()) ? null : other;
    }

    void landed(Flight flight, StorageCall.Answer answer) {
        end(flight, new Outcome(answer, null));
    }

    /**
     * The call failed.
     *
     * @param isOfItsMakerAlone whether another reader's call might not have failed: its maker was interrupted, or its time
     *     was over
     */
    void failed(Flight flight, Throwable failure, boolean isOfItsMakerAlone) {
        end(flight, isOfItsMakerAlone ? Outcome.ABANDONED : new Outcome(null, failure));
    }

    private void end(Flight flight, Outcome outcome) {
        inFlight.remove(flight.call.id(), flight);
        flight.complete(outcome);
    }

    /**
     * Whether an answer to another read of the same id is one to this read, too. Not if it is a session that has another id
     * by now: what this store writes under that one does not end the calls of reads by the former id.
     */
    static boolean isShared(StorageCall.Answer answer) {
        @Nullable SessionRecord session = ((StorageCall.Answer.Found) answer).session();
        return session == null || session.formerId() == null;
    }

    /** An answer to another read, as this one sees it at its own time. */
    static StorageCall.Answer seenBy(StorageCall.Get read, StorageCall.Answer answer) {
        @Nullable SessionRecord session = ((StorageCall.Answer.Found) answer).session();
        return session != null && session.times().isExpiredAt(read.now()) ? new StorageCall.Answer.Found(null) : answer;
    }

    /** A call has ended, with an answer or not: from now on, no read of what it may have written joins an earlier one. */
    void ended(StorageCall call) {
        if (inFlight.isEmpty() || isRead(call)) {
            return;
        }
        if (call instanceof StorageCall.Put put) {
            written(put.change());
        } else if (call instanceof StorageCall.SetExpires touch) {
            inFlight.remove(touch.id());
        } else {
            forgetAll(); // a delete follows a session to its new id
        }
    }

    private void written(Change change) {
        if (change instanceof Change.Create create) {
            inFlight.remove(create.session().id());
        } else if (change instanceof Change.Update update) {
            inFlight.remove(update.id());
        } else {
            Change.Rename rename = (Change.Rename) change;
            inFlight.remove(rename.oldId());
            inFlight.remove(rename.session().id());
        }
    }

    /** Calls that write nothing of a session; what is not named here is taken for a write. */
    private static boolean isRead(StorageCall call) {
        return call instanceof StorageCall.Get
                || call instanceof StorageCall.GetConsistently
                || call instanceof StorageCall.Load
                || call instanceof StorageCall.FindIds
                || call instanceof StorageCall.ListAll
                || call instanceof StorageCall.Count
                || call instanceof StorageCall.ClaimReap
                || call instanceof StorageCall.Look
                || call instanceof StorageCall.Init;
    }

    /** From now on, no read joins an earlier one. */
    void forgetAll() {
        inFlight.clear();
    }

    /** For tests. */
    boolean isIdle() {
        return inFlight.isEmpty();
    }
}
