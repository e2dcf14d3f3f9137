package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a layout writes a change to a session that exists: by one call, or by comparing with what was read. Immutable.
 *
 * <p>{@link io.github.dynamodbsession.core.storage.ChangeRules} decides whether a change applies. A layout either puts
 * these rules into the condition of one call, or has them judged on the item that was read, and then only makes sure
 * that the item is still that one. A layout that stores a session in several items adds a kind of its own here.
 */
sealed interface LayoutWrite {

    /**
     * One call, with the rules in its condition: it succeeds whatever else others changed meanwhile.
     *
     * @param first calls that must have succeeded before, in any order: they store what the call refers to, each under
     *     the condition that it is not there yet, so that one whose condition fails has succeeded before; copied
     * @param request the call
     */
    record InPlace(List<Request> first, Request request) implements LayoutWrite {

        /** Copies the list. */
        public InPlace {
            first = List.copyOf(first);
        }

        InPlace(Request request) {
            this(List.of(), request);
        }
    }

    /** A write on the condition that the item is still the one that was read. */
    sealed interface Compared extends LayoutWrite {

        /**
         * Creates the conditional call.
         *
         * @return how to compare
         */
        Comparison comparison();
    }

    /**
     * Replaces all attributes, since one expression cannot hold so many changes, or since some are to be stored elsewhere.
     * Rare, so a conflict is retried at once.
     *
     * @param comparison creates the conditional call
     * @param otherwise a call that makes the change without moving anything, for a session that others keep changing;
     *     null: there is none
     */
    record Replacement(Comparison comparison, @Nullable InPlace otherwise) implements Compared {

        Replacement(Comparison comparison) {
            this(comparison, null);
        }
    }

    /**
     * Replaces a session that is stored as one document. Every change is written like this, so overlapping writers meet
     * often: a conflict is retried after a pause with jitter and another read.
     *
     * @param comparison creates the conditional call
     */
    record WholeDocument(Comparison comparison) implements Compared {}

    /** The layout's own comparison, such as of a write token or of the whole document. */
    @FunctionalInterface
    interface Comparison {

        /**
         * The call that writes a session if the item is still the one that was read.
         *
         * @param seen what was read
         * @param next the session to store
         */
        InPlace write(Seen seen, SessionRecord next);

        /** Attributes that are stored apart from the item, and must be read as well. */
        default Set<String> toLoad(SessionRecord seen) {
            return Set.of();
        }
    }

    /**
     * What was read before a write.
     *
     * @param item the item, as DynamoDB answered it
     * @param session the living session in it
     */
    record Seen(Map<String, Value> item, SessionRecord session) {}
}
