package io.github.dynamodbsession.core.codec;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reading on a clock that goes on by a minute for every look at it. */
public final class SlowReading {

    private SlowReading() {}

    /** Is over after some hundred looks. */
    public static ReadTime time() {
        AtomicLong now = new AtomicLong();
        return new ReadTime(1, () -> now.addAndGet(TimeUnit.MINUTES.toNanos(1)));
    }
}
