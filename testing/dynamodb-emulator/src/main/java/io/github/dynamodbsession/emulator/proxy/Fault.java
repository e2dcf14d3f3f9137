package io.github.dynamodbsession.emulator.proxy;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** What a {@link FaultProxy} does to a call instead of just passing it on. Immutable. */
public final class Fault {

    /** Answered with {@code ProvisionedThroughputExceededException}; never forwarded. */
    public static final Fault THROTTLE = answer(400, "ProvisionedThroughputExceededException");

    /**
     * Answered as DynamoDB answers to a call that meets a transaction: with {@code TransactionConflictException}, or a
     * {@code TransactWriteItems} with {@code TransactionCanceledException} and the conflict as the reason of its first
     * item. Never forwarded.
     */
    public static final Fault CONFLICT = new Fault(new InjectedConflict());

    /** Answered with status 500 and {@code InternalServerError}; never forwarded. */
    public static final Fault INTERNAL_ERROR = answer(500, "InternalServerError");

    /** The connection is reset without an answer; never forwarded. */
    public static final Fault RESET = new Fault(InjectedLoss.BEFORE);

    /** Forwarded and carried out, then the connection is reset without an answer. */
    public static final Fault LOST_REPLY = new Fault(InjectedLoss.AFTER);

    private final Injection injection;

    private Fault(Injection injection) {
        this.injection = injection;
    }

    Injection injection() {
        return injection;
    }

    /**
     * Answered with an error; never forwarded.
     *
     * @param status the HTTP status
     * @param type the name of the exception as the DynamoDB API has it, such as {@code AccessDeniedException}
     */
    public static Fault answer(int status, String type) {
        return new Fault(new InjectedAnswer(status, type));
    }

    /**
     * Forwarded only after a while.
     *
     * @throws IllegalArgumentException if {@code wait} is negative
     */
    public static Fault delay(Duration wait) {
        return new Fault(new InjectedDelay(wait));
    }

    /**
     * Forwarded and carried out; the answer is altered on its way back, and the connection is closed after it.
     *
     * @param change makes what is sent, from the start line on, of what the target answered; each character stands for one
     *     byte. What it makes need not be HTTP; empty, the connection is just closed
     */
    public static Fault altered(UnaryOperator<String> change) {
        return new Fault(new AlteredReply(change));
    }
}
