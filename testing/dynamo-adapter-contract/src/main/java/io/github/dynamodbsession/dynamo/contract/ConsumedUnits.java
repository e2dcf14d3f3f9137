package io.github.dynamodbsession.dynamo.contract;

import io.github.dynamodbsession.dynamo.call.CallListener;
import io.github.dynamodbsession.emulator.DynamoDbEndpoint;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** The capacity that the calls of a test class consumed, logged if it may have to be paid for; for any number of threads. */
final class ConsumedUnits implements CallListener {

    private static final System.Logger LOG = System.getLogger(ConsumedUnits.class.getName());

    private final LongAdder calls = new LongAdder();
    private final DoubleAdder read = new DoubleAdder();
    private final DoubleAdder written = new DoubleAdder();

    @Override
    public void onCall(Made call) {
        calls.increment();
        read.add(call.readUnits());
        written.add(call.writeUnits());
    }

    /** Logs the capacity consumed since the last log line, unless the tests started the engine themselves. */
    void log() {
        String text = "consumed by %d calls: %.1f read units, %.1f write units"
                .formatted(calls.sumThenReset(), read.sumThenReset(), written.sumThenReset());
        if (DynamoDbEndpoint.isGiven()) {
            LOG.log(System.Logger.Level.INFO, text);
        }
    }
}
